using System.Globalization;
using Functions.Roster;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ZoomSimulator;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Pages;

/// <summary>The whole stack as ./run has it, with the page: a simulator, a function app and a roster of its own, on real storage.</summary>
internal sealed class DashboardStack : IAsyncDisposable
{
    private readonly Browser browser;

    private DashboardStack(Browser browser, SimulatorHost zoom, FunctionApp app) => (this.browser, Zoom, App, Operator) = (browser, zoom, app, app.Client());

    public SimulatorHost Zoom { get; }

    public FunctionApp App { get; }

    public HttpClient Operator { get; }

    /// <summary>Where the page is.</summary>
    public Uri Page => App.BaseUrl;

    public static string Files { get; } = Path.Combine(Repository.Root, "dashboard", "dist");

    public static async Task<DashboardStack> StartAsync(Classroom classroom, Browser browser, int students = 5, params string[] settings)
    {
        var zoom = await Classroom.StartZoomAsync(retryScale: 100);
        var app = await FunctionApp.StartAsync(classroom.Azurite.NewAccount(), zoom.BaseUrl, null,
        [
            $"--FunctionsHost:Dashboard={Files}", $"--FunctionsHost:Simulator:Url={zoom.BaseUrl}", $"--FunctionsHost:Simulator:Token={zoom.Options.SimToken}",
            $"--FunctionsHost:Simulator:Key={FunctionApp.Key}", .. settings,
        ]);
        zoom.WebhookUrl = new Uri(app.BaseUrl, "api/zoom/webhook");
        var roster = app.Services.GetRequiredService<RosterStore>();
        await roster.PutAsync(RosterRole.Professors, new("1", "Dr. Sarah Johnson", "sarah.johnson@example.edu", null), CancellationToken.None);
        for (var n = 1; n <= students; n++) await roster.PutAsync(RosterRole.Students, Student(n), CancellationToken.None);
        return new(browser, zoom, app);
    }

    public static RosterEntry Student(int n) =>
        n <= 5 ? Classroom.Student(n) : new($"{n}", $"Student Number {n:000}", $"student.{n}@example.edu", null);

    /// <summary>A tab with the key, at a view of the page, which may be somewhere else.</summary>
    public async Task<Tab> OpenAsync(string view, BrowserNewContextOptions? options = null, string? key = FunctionApp.Key, Uri? page = null)
    {
        var tab = await browser.OpenAsync(options);
        if (key is not null)
            await tab.Page.AddInitScriptAsync($"sessionStorage.credential ??= JSON.stringify({{ kind: 'key', key: '{key}' }}); localStorage.professor ??= '1'");
        await tab.Page.GotoAsync(new Uri(page ?? Page, $"#/{view}").ToString());
        return tab;
    }

    /// <summary>A session made through the API, and its meeting's number.</summary>
    public async Task<(string Id, long Meeting)> CreateAsync(int students = 5, int perRoom = 1, string recording = "none")
    {
        var created = await Operator.Post("api/sessions", Fixtures.Api.Class("1", ("student_ids", Enumerable.Range(1, students).ToArray()), ("students_per_room", perRoom), ("waiting_room", false), ("auto_recording", recording)));
        return (created.Text("session_id"), long.Parse(created.Text("meeting_id"), CultureInfo.InvariantCulture));
    }

    /// <summary>The host starts the meeting, and these students come.</summary>
    public void Begin(long meeting, params int[] students)
    {
        Assert.Null(Zoom.Engine.Lifecycle.Start(meeting).Refusal);
        foreach (var n in students) Join(meeting, Student(n).Name, Student(n).Email);
    }

    public void Join(long meeting, string name, string? email = null) => Assert.Null(Zoom.Engine.People.Join(meeting, new Arrival(name, email)).Refusal);

    public void Move(long meeting, string name, string room) =>
        Assert.Null(Zoom.Engine.Rooms.Move(meeting, name, run => run.Rooms.Find(r => r.Name == room)).Refusal);

    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        await App.DisposeAsync();
        await Zoom.DisposeAsync();
    }
}
