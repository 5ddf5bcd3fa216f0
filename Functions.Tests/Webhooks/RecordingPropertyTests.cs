using System.Text;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Webhooks;

/// <summary>Whatever happens in a class, and whenever Zoom says that a recording is ready: presence and attendance are as if it had not.</summary>
public sealed class RecordingPropertyTests
{
    private const int Cases = 60;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["Alice Anderson", "Bob Brown", "Charlie Chen", "Guest"];
    private static readonly string[] Runs = ["u-1", "u-2"];

    private static string Event(Random r, string meeting)
    {
        var (at, run, name) = (Start.AddSeconds(r.Next(3600)), Runs[r.Next(Runs.Length)], Names[r.Next(Names.Length)]);
        return r.Next(8) switch
        {
            0 => SignedEvent.Started(meeting, run, at),
            1 => SignedEvent.Ended(meeting, run, at),
            2 => SignedEvent.WaitingRoom(meeting, run, name, at, entered: r.Next(2) == 0),
            3 => SignedEvent.Left(meeting, run, name, at, $"{r.Next(3)}"),
            4 or 5 => SignedEvent.JoinedRoom(meeting, run, name, $"room-{r.Next(3)}", at),
            _ => SignedEvent.Joined(meeting, run, name, at, $"{r.Next(3)}"),
        };
    }

    private static string Recording(Random r, string meeting) =>
        SignedEvent.Recording(meeting, r.Next(3) == 0 ? "u-3" : Runs[r.Next(Runs.Length)], Start.AddSeconds(r.Next(3600)), $"file-{r.Next(3)}");

    [Fact]
    public async Task A_recording_disturbs_nothing_wherever_it_comes_among_the_events()
    {
        var now = Start.AddHours(1);
        await using var app = await DirectApp.StartAsync(b => b.Services.AddSingleton<TimeProvider>(new StillTime(now)));
        var lines = 0;
        for (var seed = 0; seed < Effort.Of(Cases); seed++)
        {
            var (plain, recorded) = (await PlantedSession.AddAsync(app.Tables, Start), await PlantedSession.AddAsync(app.Tables, Start));
            var (r, s, places) = (new Random(seed), new Random(seed), new Random(-seed));
            for (var i = 0; i < 25; i++)
            {
                await Post(app, Event(r, plain.MeetingId), now);
                for (var n = places.Next(3); n > 1; n--) await Post(app, Recording(places, recorded.MeetingId), now);
                await Post(app, Event(s, recorded.MeetingId), now);
            }

            foreach (var what in new[] { "", "/attendance" })
                Assert.True(await Read(app, plain, what) == await Read(app, recorded, what), $"seed {seed}{what}:\n{await Read(app, plain, what)}\nis not\n{await Read(app, recorded, what)}");
            lines += (await Read(app, recorded, "/events?limit=100")).Split("recording.completed").Length - 1;
        }

        Assert.True(lines > Cases, $"Only {lines} recordings were noted, so little is shown.");
        Assert.Empty(app.Errors);
    }

    private static async Task Post(DirectApp app, string body, DateTimeOffset now) => Assert.Equal(200, (await app.EventAsync(body, now)).Status);

    // All of an answer but what names the session.
    private static async Task<string> Read(DirectApp app, PlantedSession session, string what)
    {
        var answer = await app.GetAsync($"/api/sessions/{session.Id}{what}");
        Assert.Equal(200, answer.Status);
        var text = Encoding.UTF8.GetString(answer.Body).Replace(session.Id, "session", StringComparison.Ordinal).Replace(session.MeetingId, "meeting", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(text, "\"version\":\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
