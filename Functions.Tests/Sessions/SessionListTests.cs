using System.Net;
using System.Text.Json;
using Functions.Presence;
using Functions.Sessions;
using Functions.Sessions.Reconciling;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Sessions;

/// <summary>What lists say of a session through its life, in the professor's list and in that of all sessions.</summary>
public sealed class SessionListTests(Classroom classroom)
{
    private static async Task<JsonElement> ListedAsync(Household house, string query = "")
    {
        var all = await house.Operator.Get($"api/sessions?limit=5{query}");
        var own = await house.Operator.Get($"api/sessions?limit=5&professor_id=1{query}");
        var one = Assert.Single(all["sessions"].EnumerateArray());
        Assert.Equal(one.GetRawText(), Assert.Single(own["sessions"].EnumerateArray()).GetRawText());
        return one;
    }

    private static (string?, string?, int, int, int, int) Of(JsonElement s)
    {
        var counts = s.GetProperty("counts");
        int Count(string name) => counts.GetProperty(name).GetInt32();
        return (
            s.GetProperty("status").GetString(), s.GetProperty("topic").GetString(), Count("present"), Count("left"), Count("absent"), Count("unmatched"));
    }

    [Fact]
    public async Task Both_lists_say_of_a_session_what_it_says_itself_from_its_creation_to_long_after_its_end()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        Assert.Equal(("active", "Recursion", 0, 0, 5, 0), Of(await ListedAsync(house)));

        var (id, meeting) = (session.Text("session_id"), session.Text("meeting_id"));
        await house.Post(SignedEvent.Started(meeting, "u", house.Now));
        await house.Post(SignedEvent.Joined(meeting, "u", "Alice Anderson", house.Now));
        await house.Post(SignedEvent.Joined(meeting, "u", "iPad", house.Now));
        Assert.Equal(("active", "Recursion", 1, 0, 4, 1), Of(await ListedAsync(house)));

        var ended = await house.Operator.Post($"api/sessions/{id}/end");
        Assert.Equal(("completed", "Recursion", 0, 1, 4, 1), Of(await ListedAsync(house)));
        Assert.Equal(ended["end_time"].GetString(), (await ListedAsync(house, "&status=completed")).GetProperty("end_time").GetString());

        // Said by hand afterwards, and told late by Zoom.
        var iPad = ended["unmatched"][0].GetProperty("person_id").GetString();
        var matched = await house.Operator.Put($"api/sessions/{id}/people/{iPad}/student", new { student_id = "2" });
        Assert.Equal(HttpStatusCode.OK, matched.Status);
        Assert.Equal(("completed", "Recursion", 0, 2, 3, 0), Of(await ListedAsync(house)));
        await house.Post(SignedEvent.Joined(meeting, "u", "Charlie Chen", house.Now.AddSeconds(-1)));
        await house.Pass(CatchUp.FirstAfter + TimeSpan.FromMinutes(1));
        Assert.Equal(("completed", "Recursion", 0, 3, 2, 0), Of(await ListedAsync(house)));
        Assert.Equal(Of((await house.Look(session)).Body), Of(await ListedAsync(house)));
    }

    [Fact]
    public async Task A_session_that_goes_on_again_is_open_in_both_lists_and_no_more_among_those_that_are_over()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        var sessions = house.App.Services.GetRequiredService<SessionStore>();
        var directory = house.App.Services.GetRequiredService<SessionDirectory>();
        var open = (await sessions.ReadAsync(session.Text("session_id"), CancellationToken.None))!;
        await directory.CompleteAsync(open, SessionStatus.Completed, house.Now, CancellationToken.None);
        Assert.Equal(["professor's list", "list of all sessions"], await directory.MissingAsync(open, CancellationToken.None));
        Assert.Contains(await house.Rows(house.Tables.SessionIndex), r => r.PartitionKey.StartsWith("done-", StringComparison.Ordinal));

        for (var again = 0; again < 2; again++) await directory.ReopenAsync(open, CancellationToken.None);
        Assert.Empty(await directory.MissingAsync(open, CancellationToken.None));
        Assert.DoesNotContain(await house.Rows(house.Tables.SessionIndex), r => r.PartitionKey.StartsWith("done-", StringComparison.Ordinal));
        Assert.Equal("active", (await ListedAsync(house)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_cursor_of_another_list_or_none_of_ours_is_refused()
    {
        var own = await classroom.NewProfessorAsync();
        for (var i = 0; i < 2; i++) await classroom.Operator.Post("api/sessions", Fixtures.Api.Class(own.Id));
        var cursor = (await classroom.Operator.Get($"api/sessions?professor_id={own.Id}&limit=1")).Text("next_cursor");
        Assert.Equal("validation", (await classroom.Operator.Get($"api/sessions?limit=1&cursor={cursor}")).Problem);
        var all = (await classroom.Operator.Get("api/sessions?limit=1")).Text("next_cursor");
        var forged = System.Buffers.Text.Base64Url.EncodeToString([.. System.Buffers.Text.Base64Url.DecodeFromChars(all)[..9], .. "2026-01"u8]);
        Assert.Equal("validation", (await classroom.Operator.Get($"api/sessions?limit=1&cursor={forged}")).Problem);
    }
}
