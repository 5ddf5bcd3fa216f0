using System.Net;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;

namespace Functions.Tests.Forgetting;

/// <summary>Students who are in no list are erased from the one session that they belong to.</summary>
public sealed class SessionStudentErasureTests(Classroom classroom)
{
    private const string Name = "Zoë Quist";

    private static readonly object[] Students = [new { name = Name }, new { name = "Bob Brown", email = "bob.brown@example.edu" }];

    private static Task<Answer> Erase(Household house, Answer session, string studentId) =>
        house.Operator.Send(HttpMethod.Delete, $"api/sessions/{session.Text("session_id")}/students/{studentId}");

    private static string IdOf(Answer session) =>
        session["breakout_rooms"][0].GetProperty("students")[0].GetProperty("student_id").GetString()!;

    private static async Task<Answer> Running(Household house)
    {
        var session = await house.NewClass(("student_ids", null), ("students", Students));
        var (id, at) = (session.Text("meeting_id"), house.Now.AddMinutes(-10));
        await house.Post(SignedEvent.Started(id, "u", at));
        await house.Post(SignedEvent.Joined(id, "u", "zoe QUIST", at.AddSeconds(10), "11"));
        await house.Post(SignedEvent.Joined(id, "u", "Bob Brown", at.AddSeconds(20), "12"));
        await house.Post(SignedEvent.JoinedRoom(id, "u", "zoe QUIST", "Z1", at.AddSeconds(30)));
        return session;
    }

    [Fact]
    public async Task Somebody_of_the_same_name_in_another_session_stays()
    {
        await using var house = await Household.StartAsync(classroom);
        var (session, other) = (await Running(house), await Running(house));
        foreach (var meeting in new[] { session, other })
            await house.Letters($"{{\"id\":\"{meeting.Text("meeting_id")}\",\"name\":\"{Name}\"");
        var before = (await house.Look(other)).Body.GetRawText();

        Assert.Equal(HttpStatusCode.NoContent, (await Erase(house, session, IdOf(session))).Status);
        var left = (await house.ContentsAsync()).Holding("quist")
            .Where(row => row.StartsWith($"Sessions {session.Text("session_id")}", StringComparison.Ordinal));
        Assert.Empty(left);
        Assert.Single((await house.ContentsAsync()).Rows, r => r.Key.Table == "DeadLetters");
        Assert.Equal(before, (await house.Look(other)).Body.GetRawText());

        var look = await house.Look(session);
        var room = look["breakout_rooms"][0];
        Assert.Equal("Room 001", room.GetProperty("name").GetString());
        Assert.Equal("Erased student", room.GetProperty("students")[0].GetProperty("name").GetString());
        Assert.Equal(("main_session", 0), (look.Where("2"), look["counts"].GetProperty("unmatched").GetInt32()));
        Assert.Equal("not-found", (await Erase(house, session, IdOf(session))).Problem);
    }

    [Fact]
    public async Task What_comes_while_the_class_goes_on_is_erased_too_until_it_is_over()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await Running(house);
        await Erase(house, session, IdOf(session));
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "u", Name, house.Now, "13"));
        Assert.NotEmpty((await house.ContentsAsync()).Holding("quist"));
        await house.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        await house.FinishErasures(TimeSpan.FromMinutes(61));
        Assert.Empty((await house.ContentsAsync()).Holding("quist"));
    }

    [Fact]
    public async Task A_student_of_the_roster_is_erased_there()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await Running(house);
        var answer = await Erase(house, session, "2");
        Assert.Equal((HttpStatusCode.BadRequest, "validation"), (answer.Status, answer.Problem));
        Assert.Equal("Bob Brown", (await house.Look(session)).Student("2").GetProperty("name").GetString());
        Assert.Equal("not-found", (await Erase(house, session, "nobody")).Problem);
    }
}
