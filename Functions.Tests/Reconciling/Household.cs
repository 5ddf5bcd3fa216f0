using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using Functions.Roster;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ZoomSimulator;
using ZoomSimulator.Meetings;
using ZoomSimulator.Webhooks;

namespace Functions.Tests.Reconciling;

/// <summary>
/// An app with storage and a Zoom of its own, whose clock jumps as told, so that housekeeping can go through all there is. Zoom's
/// webhooks reach nobody: a test posts the events it wants.
/// </summary>
internal sealed class Household : IAsyncDisposable
{
    private Household(FunctionApp app, SimulatorHost zoom, ShiftedClock clock)
    {
        (App, Zoom, Clock) = (app, zoom, clock);
        Operator = app.Client();
    }

    public FunctionApp App { get; }

    public SimulatorHost Zoom { get; }

    public ShiftedClock Clock { get; }

    public HttpClient Operator { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static TimeSpan Minutes(int n) => TimeSpan.FromMinutes(n);

    /// <summary>The path of a session, and of what belongs to it.</summary>
    public static string Path(Answer session, string rest = "") => $"api/sessions/{session.Text("session_id")}{rest}";

    /// <summary>The codes of a session's warnings.</summary>
    public static IEnumerable<string> Warnings(Answer session) =>
        session["warnings"].EnumerateArray().Select(w => w.GetProperty("code").GetString()!);

    public Tables Tables => App.Services.GetRequiredService<Tables>();

    public Reconciler Reconciler => App.Services.GetRequiredService<Reconciler>();

    /// <param name="tables">A connection string; by default an account of its own at the emulator.</param>
    public static async Task<Household> StartAsync(Classroom classroom, Action<IHostApplicationBuilder>? configure = null, string? tables = null, params string[] settings)
    {
        var clock = new ShiftedClock();
        var zoom = await Classroom.StartZoomAsync(clock);
        var app = await FunctionApp.StartAsync(tables ?? classroom.Azurite.NewAccount(), zoom.BaseUrl, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            configure?.Invoke(builder);
        }, settings);
        var roster = app.Services.GetRequiredService<RosterStore>();
        await roster.PutAsync(RosterRole.Professors, new("1", "Dr. Sarah Johnson", "sarah.johnson@example.edu", "sarah.johnson@example.edu"), CancellationToken.None);
        for (var i = 1; i <= 5; i++) await roster.PutAsync(RosterRole.Students, Classroom.Student(i), CancellationToken.None);
        return new Household(app, zoom, clock);
    }

    public async Task<Answer> NewClass(params (string Field, object? Value)[] changes)
    {
        var created = await Operator.Post("api/sessions", Fixtures.Api.Class("1", changes));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return created;
    }

    /// <summary>A scheduled class that begins so much later.</summary>
    public Task<Answer> NewClassIn(TimeSpan later) => NewClass(("start_time", (Now + later).ToString("O", CultureInfo.InvariantCulture)));

    /// <summary>From now on Zoom's webhooks arrive.</summary>
    public void Listen() => Zoom.WebhookUrl = new Uri(App.BaseUrl, "api/zoom/webhook");

    /// <summary>Until everything that was sent has arrived, or is lost.</summary>
    public Task Settle() => Eventually.TrueAsync(
        () => Zoom.Deliveries.Total == Zoom.Events.Published && Zoom.Deliveries.NewestFirst.All(d => d.State is DeliveryState.Delivered or DeliveryState.Dropped or DeliveryState.Lost),
        () => string.Join(", ", Zoom.Deliveries.NewestFirst.CountBy(d => d.State)));

    public Task<Answer> Look(Answer session) => Operator.Get(Path(session));

    public async Task<(string Status, string MeetingStatus)> StateOf(Answer session) =>
        await Look(session) is var now ? (now.Text("status"), now.Text("meeting_status")) : default;

    public async Task<(string Status, string EndReason)> OutcomeOf(Answer session) =>
        await Look(session) is var now ? (now.Text("status"), now.Text("end_reason")) : default;

    public async Task Post(string body)
    {
        var at = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.OK, (await Operator.PostSigned(body, timestamp: at)).Status);
    }

    /// <summary>Lets time pass with the timer running every minute, as it would.</summary>
    public async Task Pass(TimeSpan time)
    {
        for (var minute = TimeSpan.Zero; minute < time; minute += TimeSpan.FromMinutes(1))
        {
            Clock.Jump(TimeSpan.FromMinutes(1));
            await ReconcileAsync();
        }
    }

    public async Task ReconcileAsync()
    {
        var (_, failed) = await Reconciler.RunAsync(CancellationToken.None);
        Assert.Equal(0, failed);
    }

    public Meeting? MeetingOf(Answer session) => Zoom.Engine.Meetings.Find(long.Parse(session.Text("meeting_id"), CultureInfo.InvariantCulture));

    public IReadOnlyList<Meeting> Meetings => [.. Zoom.Engine.Meetings.All];

    public async Task<IReadOnlyList<TableEntity>> Rows(TableClient table)
    {
        List<TableEntity> rows = [];
        await foreach (var row in table.QueryAsync<TableEntity>()) rows.Add(row);
        return rows;
    }

    /// <summary>
    /// Kinds of unfinished work, of all sessions. The job that fills the lists is no session's: the timer begins it at any time, and it
    /// takes a day.
    /// </summary>
    public async Task<IReadOnlyList<string>> OpenWorkKinds()
    {
        var open = (await Rows(Tables.SessionIndex)).Where(r => r.PartitionKey.StartsWith(IndexRows.OpenPrefix, StringComparison.Ordinal));
        var kinds = open.Where(r => r.RowKey.StartsWith(IndexRows.WorkPrefix, StringComparison.Ordinal)).Select(OpenWork.KindOf);
        return [.. kinds.Where(kind => kind != WorkKind.FillLists)];
    }

    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        await App.DisposeAsync();
        await Zoom.DisposeAsync();
    }
}
