using System.Net;
using System.Text;
using System.Text.Json;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Api;

/// <summary>What Zoom signed and nobody could read is kept, shown to the operator, and sent through again.</summary>
public sealed class DeadLetterTests(Classroom classroom)
{
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow;

    private async Task<Answer> Letter(string body)
    {
        var reason = $"reason {Guid.NewGuid():N}";
        await classroom.App.Services.GetRequiredService<DeadLetterStore>().KeepAsync(reason, Encoding.UTF8.GetBytes(body), CancellationToken.None);
        var list = await classroom.Operator.Get("api/dead-letters?limit=100");
        var letter = list["dead_letters"].EnumerateArray().Single(l => l.GetProperty("reason").GetString() == reason);
        return list with { Body = letter };
    }

    private Task<Answer> Replay(string id) => classroom.Operator.Post($"api/dead-letters/{id}/replay");

    [Fact]
    public async Task A_letter_is_listed_without_its_body()
    {
        var marker = Guid.NewGuid().ToString("N");
        var body = "{\"event\":\"meeting.started\",\"nonce\":\"" + marker + "\"}";
        Assert.Equal("malformed", (await classroom.App.PostEvent(body)).Problem);
        var list = await classroom.Operator.Get("api/dead-letters?limit=100");
        Assert.DoesNotContain(marker, list.Body.GetRawText(), StringComparison.Ordinal);
        var letter = list["dead_letters"].EnumerateArray().First(l => l.GetProperty("size").GetInt32() == body.Length);
        Assert.Equal(("There is no meeting.", JsonValueKind.Null), (letter.GetProperty("reason").GetString(), letter.GetProperty("replayed_at").ValueKind));
        Assert.True(list.Response.Headers.CacheControl is { NoCache: true, Private: true });
    }

    [Fact]
    public async Task Letters_are_paged_newest_first()
    {
        for (var i = 0; i < 3; i++) await Letter("{");
        List<(string Id, DateTimeOffset At)> letters = [];
        var cursor = "";
        do
        {
            var page = await classroom.Operator.Get($"api/dead-letters?limit=2{cursor}");
            letters.AddRange(page["dead_letters"].EnumerateArray().Select(l => (l.GetProperty("id").GetString()!, l.GetProperty("received_at").GetDateTimeOffset())));
            cursor = page["next_cursor"].GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0 && letters.Count < 20);
        Assert.Equal(letters.Select(l => l.Id).Distinct(), letters.Select(l => l.Id));
        Assert.Equal(letters.OrderByDescending(l => l.At), letters);
        Assert.Equal("validation", (await classroom.Operator.Get("api/dead-letters?cursor=x")).Problem);
        Assert.Equal("validation", (await classroom.Operator.Get("api/dead-letters?limit=0")).Problem);
    }

    [Fact]
    public async Task A_letter_that_can_be_read_by_now_is_recorded_once()
    {
        var session = await classroom.NewClass();
        var letter = await Letter(SignedEvent.Joined(session.Text("meeting_id"), "u", "Alice Anderson", now));
        Assert.Equal((HttpStatusCode.OK, "recorded"), await Replay(letter.Text("id")) is var first ? (first.Status, first.Text("outcome")) : default);
        Assert.Equal("main_session", (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Where("1"));
        Assert.Equal("duplicate", (await Replay(letter.Text("id"))).Text("outcome"));
        var noted = (await classroom.Operator.Get("api/dead-letters?limit=100"))["dead_letters"].EnumerateArray().Single(l => l.GetProperty("id").GetString() == letter.Text("id"));
        Assert.Equal("duplicate", noted.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("{", "unreadable")]
    [InlineData("""{"event":"user.created","payload":{}}""", "irrelevant")]
    [InlineData("""{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}""", "refused")]
    public async Task A_letter_that_is_no_event_says_why_and_a_challenge_is_never_answered(string body, string outcome)
    {
        var answer = await Replay((await Letter(body)).Text("id"));
        Assert.Equal((HttpStatusCode.OK, outcome), (answer.Status, answer.Text("outcome")));
        Assert.DoesNotContain("ncrypted", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_of_a_meeting_that_is_not_ours_stays_one() =>
        // Creations of other tests may be unfinished at this moment.
        Assert.Equal("unknown_meeting", (await Eventually.Get(
            async () => await Replay((await Letter(SignedEvent.Started("99999999996", "u", now))).Text("id")), a => a.Text("outcome") != "too_early")).Text("outcome"));

    [Theory, InlineData("nonsense"), InlineData("2026-03-01"), InlineData("2026-03-01x"), InlineData("a%27b"), InlineData("%2F")]
    public async Task A_letter_that_does_not_exist_is_not_found(string id) =>
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await Replay(id) is var answer ? (answer.Status, answer.Problem) : default);

    [Fact]
    public async Task The_longest_body_is_kept_whole()
    {
        var body = "{\"event\":\"meeting.started\",\"filler\":\"" + new string('x', ZoomWebhook.MostBytes - 200) + "\"}";
        Assert.Equal("malformed", (await classroom.App.PostEvent(body)).Problem);
        var letter = (await classroom.Operator.Get("api/dead-letters?limit=100"))["dead_letters"].EnumerateArray().Single(l => l.GetProperty("size").GetInt32() == body.Length);
        var kept = await classroom.App.Services.GetRequiredService<DeadLetterStore>().FindBodyAsync(letter.GetProperty("id").GetString()!, CancellationToken.None);
        Assert.Equal(body, Encoding.UTF8.GetString(kept!));
    }

    [Fact]
    public async Task After_30_days_a_letter_is_gone()
    {
        // Long ago, where no other test's letters are.
        var clock = new FakeTimeProvider(new DateTimeOffset(2001, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = await FunctionApp.StartAsync(
            classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var store = app.Services.GetRequiredService<DeadLetterStore>();
        await store.KeepAsync("old", "{"u8.ToArray(), CancellationToken.None);
        var old = Assert.Single((await store.ListAsync(10, null, CancellationToken.None)).DeadLetters);
        clock.Advance(TimeSpan.FromDays(30));
        await store.KeepAsync("young", "{"u8.ToArray(), CancellationToken.None);
        Assert.Equal(0, await store.DeleteOldAsync(CancellationToken.None));
        Assert.Equal(["young", "old"], (await store.ListAsync(10, null, CancellationToken.None)).DeadLetters.Select(l => l.Reason));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await store.DeleteOldAsync(CancellationToken.None));
        Assert.Null(await store.FindBodyAsync(old.Id, CancellationToken.None));
        Assert.Equal("young", Assert.Single((await store.ListAsync(10, null, CancellationToken.None)).DeadLetters).Reason);
        clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await store.DeleteOldAsync(CancellationToken.None));
    }
}
