using System.Collections.Concurrent;
using System.Diagnostics;
using Functions.Tests.Fixtures;
using Microsoft.Playwright;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Pages;

/// <summary>The page of docs/frontend.md does what the text beside it says.</summary>
public sealed class FrontendPageTests(Classroom classroom, Browser browser)
{
    /// <summary>Well before the page looks by itself.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public void It_is_fifty_lines_at_most() => Assert.InRange(PageServer.Page.TrimEnd('\n').Split('\n').Length, 20, 50);

    [Fact]
    public async Task It_shows_over_the_live_channel_where_everybody_is()
    {
        await using var watched = await WatchedClass.StartAsync(classroom, browser);
        var requests = new ConcurrentQueue<IRequest>();
        watched.Page.Request += (_, request) => requests.Enqueue(request);
        await watched.ConnectAsync();
        await watched.SaysAsync("Recursion: active");
        await watched.ShowsAsync("Alice Anderson", "absent");
        Assert.Equal(5, await watched.Page.Locator("tr").CountAsync());

        var (zoom, id) = (watched.Zoom, watched.MeetingId);
        zoom.Lifecycle.Start(id);
        var alice = zoom.People.Join(id, new Arrival("Alice Anderson")).Required;
        await watched.ShowsAsync("Alice Anderson", "main session");
        zoom.Rooms.Open(id);
        var started = Stopwatch.GetTimestamp();
        zoom.Rooms.Move(id, alice.ParticipantUuid, run => run.Rooms[0]);
        await watched.ShowsAsync("Alice Anderson", "own room");
        var took = Stopwatch.GetElapsedTime(started);
        Effort.Report($"frontend page: a move at Zoom is shown after {took.TotalSeconds:0.00} s");
        Assert.InRange(took, TimeSpan.Zero, Soon);

        // The key goes to the API alone.
        var hub = requests.Where(r => new Uri(r.Url).AbsolutePath.StartsWith("/client", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(hub);
        foreach (var request in hub) Assert.DoesNotContain(FunctionApp.Key, $"{request.Url} {string.Join(' ', (await request.AllHeadersAsync()).Values)}", StringComparison.Ordinal);
        Assert.Empty(watched.Troubles);
    }

    [Fact]
    public async Task It_looks_when_somebody_who_left_is_known_to_be_gone()
    {
        await using var watched = await WatchedClass.StartAsync(classroom, browser);
        await watched.ConnectAsync();
        watched.Zoom.Lifecycle.Start(watched.MeetingId);
        var alice = watched.Zoom.People.Join(watched.MeetingId, new Arrival("Alice Anderson")).Required;
        await watched.ShowsAsync("Alice Anderson", "main session");
        var started = Stopwatch.GetTimestamp();
        watched.Zoom.People.Leave(watched.MeetingId, alice.ParticipantUuid);
        await watched.ShowsAsync("Alice Anderson", "left");
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task It_asks_for_a_new_token_when_the_live_channel_breaks()
    {
        await using var watched = await WatchedClass.StartAsync(classroom, browser);
        await watched.ConnectAsync();
        await watched.Page.RunAndWaitForWebSocketAsync(watched.RestartAppAsync);
        watched.Zoom.Lifecycle.Start(watched.MeetingId);
        watched.Zoom.People.Join(watched.MeetingId, new Arrival("Alice Anderson"));
        await watched.ShowsAsync("Alice Anderson", "main session");
    }

    [Fact]
    public async Task It_says_what_is_wrong_and_lets_the_user_mend_it()
    {
        await using var watched = await WatchedClass.StartAsync(classroom, browser);
        await watched.WatchAsync(key: "wrong");
        await watched.SaysAsync("Who are you?");
        await watched.WatchAsync(id: "nobody-knows-it");
        await watched.SaysAsync("There is no such session.");
        await watched.WatchAsync();
        await watched.ShowsAsync("Bob Brown", "absent");
        Assert.False(await watched.Page.Locator("form").IsVisibleAsync());
        Assert.All(watched.Troubles, t => Assert.Matches("status of 40[14]", t));
    }

    [Fact]
    public async Task Names_are_text_whatever_is_in_them()
    {
        const string Name = "<img src=x onerror=\"document.title='broken'\">";
        await using var watched = await WatchedClass.StartAsync(
            classroom, browser, ("student_ids", null), ("students", new[] { new { name = Name } }), ("topic", Name));
        await watched.WatchAsync();
        await watched.ShowsAsync(Name, "absent");
        await watched.SaysAsync($"{Name}: active");
        Assert.Equal(("Who is where?", 0), (await watched.Page.TitleAsync(), await watched.Page.Locator("img").CountAsync()));
        Assert.Empty(watched.Troubles);
    }
}
