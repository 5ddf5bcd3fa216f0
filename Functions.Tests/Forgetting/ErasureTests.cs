using System.Net;
using Functions.Sessions.Forgetting;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using Microsoft.Extensions.DependencyInjection;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Forgetting;

/// <summary>An erased student is nowhere any more, and nobody else is touched.</summary>
public sealed class ErasureTests(Classroom classroom)
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private Task<Household> House(params string[] settings) => Household.StartAsync(classroom, settings: settings);

    [Fact]
    public async Task That_a_class_was_recorded_is_nobodys_line()
    {
        await using var house = await House();
        var session = await house.FinishedClass();
        await house.EraseStudent();
        await house.FinishErasures(TimeSpan.FromHours(1));
        var lines = (await house.Operator.Get($"api/sessions/{session.Text("session_id")}/events?limit=100"))["events"].EnumerateArray().ToList();
        Assert.Single(lines, l => l.GetProperty("kind").GetString() == "recording.completed");
    }

    [Fact]
    public async Task Nothing_in_any_table_names_an_erased_student()
    {
        await using var house = await House("--Sessions:RetentionDays=2");
        var forgotten = await house.FinishedClass();
        await house.Pass(CatchUp.FirstAfter + TimeSpan.FromMinutes(1));
        house.Clock.Jump(TimeSpan.FromDays(4));
        await house.Retention().RunAsync(CancellationToken.None);
        var totals = (await house.Attendance(forgotten)).Totals();

        var finished = await house.FinishedClass();
        await house.FinishedClass(("students_per_room", 2));
        var asGuest = await house.FinishedClass(("student_ids", new[] { 2, 3 }));
        house.Clock.Jump(TimeSpan.FromHours(3));
        await house.ReconcileAsync();
        var running = await house.RunningClass();
        var ahead = await house.NewClassIn(TimeSpan.FromDays(30));
        var intentId = await house.AbandonedIntent(ahead);
        await house.Letters("""{"email":"ALICE.anderson@example.edu"}""", """{"user_name":"Al\u0069ce \u0041nderson" """, """{"n":"\u00C1lice  Anderson"}""", """{"n":"Bob Brown"}""");
        Assert.True((await house.ContentsAsync()).Holding(Term.Name, Term.Email).Count > 20);

        await house.EraseStudent();
        Assert.Equal("not-found", (await house.Operator.Get("api/students/1")).Problem);
        Assert.Single(await house.OpenWorkKinds(), WorkKind.Erase);
        Assert.All((await house.ContentsAsync()).Holding(Term.Name, Term.Email), row => Assert.Contains(intentId, row, StringComparison.Ordinal));
        Assert.Contains("Bob Brown", Contents.Text(Assert.Single((await house.ContentsAsync()).Rows, r => r.Key.Table == "DeadLetters").Value), StringComparison.Ordinal);

        // The creator died with the plan in hand: its intent is rewritten, or finished, once it is nobody's.
        house.Clock.Jump(FiveMinutes);
        await house.ReconcileAsync();
        await house.AssertGone();

        // The class goes on, and its events name her again, until it is over and nothing more can come.
        await house.Post(SignedEvent.Joined(running.Text("meeting_id"), "u", Term.Name, house.Now));
        await house.Letters("{\"name\":\"alice anderson\"");
        await house.Operator.Post($"api/sessions/{running.Text("session_id")}/end");
        await house.Operator.Post($"api/sessions/{ahead.Text("session_id")}/end");
        await house.FinishErasures(TimeSpan.FromMinutes(61));
        await house.AssertGone();
        Assert.Equal(totals.Split('\n')[1..], (await house.Attendance(forgotten)).Totals().Split('\n')[1..]);
        Assert.StartsWith("erased-", (await house.Attendance(forgotten)).GetProperty("students")[0].GetProperty("student_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await house.Attendance(asGuest)).GetProperty("unmatched").EnumerateArray().Count(u => u.GetProperty("name").ValueKind == System.Text.Json.JsonValueKind.Null));
        Assert.Equal("Erased student", (await house.Look(finished))["breakout_rooms"][0].GetProperty("students")[0].GetProperty("name").GetString());
    }

    /// <summary>Known in a class by another name than the roster's, as it was planned, and as a guest without an address.</summary>
    [Fact]
    public async Task A_name_that_only_a_session_has_is_gone_too_and_does_not_come_back()
    {
        await using var house = await House();
        object bob = new { name = "Bob Brown", email = "bob.brown@example.edu" };
        object ally = new { name = "Ally Quist", email = Term.Email };
        var session = await house.NewClass(("student_ids", null), ("students", new[] { ally, bob }));
        var elsewhere = await house.NewClass(("student_ids", null), ("students", new[] { bob }));
        var (id, at) = (session.Text("meeting_id"), house.Now.AddMinutes(-10));
        foreach (var meeting in new[] { id, elsewhere.Text("meeting_id") })
        {
            await house.Post(SignedEvent.Started(meeting, "u", at));
            await house.Post(SignedEvent.Joined(meeting, "u", "Ally Quist", at.AddSeconds(10), "11"));
        }

        await house.AddLine(session, "report", ("name", "ally quist"));
        Assert.Equal("main_session", (await house.Look(session)).Where("1"));
        await house.EraseStudent();
        await house.AssertGone();
        Assert.Empty(await NamedIn(session));

        // A line of the report, and somebody who joins under this name, come while the class goes on.
        await house.AddLine(session, "report again", ("name", "ALLY QUIST"));
        await house.Post(SignedEvent.Joined(id, "u", "Ally Quist", house.Now, "12"));
        await house.Operator.Post($"api/sessions/{session.Text("session_id")}/end");
        await house.FinishErasures(TimeSpan.FromMinutes(61));
        Assert.Empty(await NamedIn(session));
        Assert.NotEmpty(await NamedIn(elsewhere));

        async Task<IEnumerable<string>> NamedIn(Answer where) =>
            (await house.ContentsAsync()).Holding("quist")
                .Where(row => row.StartsWith($"Sessions {where.Text("session_id")}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Others_and_the_students_own_totals_stay_as_they_were()
    {
        await using var house = await House();
        var session = await house.FinishedClass();
        var (before, look) = (await house.Attendance(session), await house.Look(session));
        await house.EraseStudent();
        var (after, lookAfter) = (await house.Attendance(session), await house.Look(session));
        Assert.Equal(before.Totals(Term.IsNotAlice), after.Totals(Term.IsNotAlice));
        Assert.Equal(before.GetProperty("students")[1].GetRawText(), after.GetProperty("students")[1].GetRawText());
        var erased = after.GetProperty("students")[0];
        var pseudonym = erased.GetProperty("student_id").GetString()!;
        Assert.Equal(before.Totals().Split('\n')[0].Replace("\"student_id\":\"1\"", $"\"student_id\":\"{pseudonym}\"", StringComparison.Ordinal), after.Totals().Split('\n')[0]);
        Assert.True(erased.GetProperty("own_room_seconds").GetInt32() > 300);
        Assert.Equal(look["breakout_rooms"][1].GetRawText(), lookAfter["breakout_rooms"][1].GetRawText());
        Assert.Equal(look["counts"].GetRawText(), lookAfter["counts"].GetRawText());
        Assert.Equal(look["breakout_rooms"][0].GetProperty("zoom_room_id").GetString(), lookAfter["breakout_rooms"][0].GetProperty("zoom_room_id").GetString());
        Assert.Equal(("Room 001", pseudonym), (lookAfter["breakout_rooms"][0].GetProperty("name").GetString(), lookAfter["breakout_rooms"][0].GetProperty("students")[0].GetProperty("student_id").GetString()));
    }

    [Fact]
    public async Task A_class_that_runs_goes_on_for_the_others()
    {
        await using var house = await House();
        var session = await house.RunningClass();
        var before = await house.Look(session);
        await house.EraseStudent();
        house.Clock.Jump(TimeSpan.FromSeconds(10));
        var after = await house.Look(session);
        Assert.Equal(before.Student("2").GetRawText(), after.Student("2").GetRawText());
        Assert.Equal("Z1", after["breakout_rooms"][0].GetProperty("zoom_room_id").GetString());
        Assert.Equal((0, 1), (after["counts"].GetProperty("unmatched").GetInt32(), after["counts"].GetProperty("in_own_room").GetInt32()));
        await house.AssertGone();
    }

    [Fact]
    public async Task Two_students_of_a_class_are_erased_at_once()
    {
        await using var house = await House();
        var session = await house.FinishedClass();
        var before = await house.Attendance(session);
        await Task.WhenAll(house.EraseStudent(), house.EraseStudent("2"));
        house.Clock.Jump(TimeSpan.FromHours(3));
        await house.FinishErasures(TimeSpan.FromMinutes(61));
        Assert.Empty((await house.ContentsAsync()).Holding(Term.Name, Term.Email, "Bob Brown", "bob.brown"));
        var after = await house.Attendance(session);
        Assert.Equal(2, after.GetProperty("students").EnumerateArray().Count(s => s.GetProperty("student_id").GetString()!.StartsWith("erased-", StringComparison.Ordinal)));
        Assert.Equal(Seconds(before), Seconds(after));

        static IEnumerable<int> Seconds(System.Text.Json.JsonElement attendance) =>
            attendance.GetProperty("students").EnumerateArray().SelectMany(s => new[] { s.GetProperty("own_room_seconds").GetInt32(), s.GetProperty("other_room_seconds").GetInt32(), s.GetProperty("present_seconds").GetInt32() });
    }

    [Fact]
    public async Task A_student_on_more_devices_than_fit_into_a_transaction_is_erased_too()
    {
        await using var house = await House();
        var session = await house.NewClass();
        var at = house.Now.AddMinutes(-10);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", at));
        for (var i = 0; i < 60; i++)
            await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "u", Term.Name, at.AddSeconds(i)).Replace($"p-{Term.Name}", $"p-{i}", StringComparison.Ordinal));
        Assert.Equal(60, (await house.Look(session)).Student("1").GetProperty("devices").GetInt32());
        await house.EraseStudent();
        await house.AssertGone();
    }

    [Fact]
    public async Task What_is_kept_under_a_connection_and_under_earlier_names_is_erased_too()
    {
        await using var house = await House();
        var session = await house.NewClass();
        var (id, at) = (session.Text("meeting_id"), house.Now.AddMinutes(-10));
        var entered = SignedEvent.JoinedRoom(id, "u", "iPad of A.", "Z1", at.AddSeconds(70))
            .Replace("\"participant_uuid\":\"p-iPad of A.\"", "\"parent_user_id\":\"11\"", StringComparison.Ordinal);
        foreach (var body in new[] { SignedEvent.Started(id, "u", at),
            SignedEvent.Joined(id, "u", Term.Name, at.AddSeconds(10), "11"), entered }) await house.Post(body);
        Assert.Equal("own_room", (await house.Look(session)).Where("1"));
        Assert.NotEmpty((await house.ContentsAsync()).Holding("iPad of A."));
        await house.EraseStudent();
        await house.AssertGone();
        Assert.Empty((await house.ContentsAsync()).Holding("iPad of A."));
    }

    [Fact]
    public async Task Whoever_is_enrolled_anew_under_the_same_id_is_left_alone()
    {
        await using var house = await House();
        await house.EraseStudent();
        Assert.Equal(HttpStatusCode.Created, (await house.Operator.Put("api/students/1", new { name = Term.Name, email = Term.Email })).Status);
        var session = await house.FinishedClass();
        await house.FinishErasures(FiveMinutes);
        Assert.Equal((Term.Name, "left"), await house.Look(session) is var look ? (look.Student("1").GetProperty("name").GetString(), look.Where("1")) : default);
        Assert.Equal(Term.Name, (await house.Operator.Get("api/students/1")).Text("name"));
    }

    [Fact]
    public async Task Unknown_students_are_not_found_and_erasing_twice_is_not_either()
    {
        await using var house = await House();
        Assert.Equal("not-found", (await house.Operator.Send(HttpMethod.Delete, "api/students/99")).Problem);
        Assert.Equal("not-found", (await house.Operator.Send(HttpMethod.Delete, "api/students/a%20b")).Problem);
        await house.EraseStudent();
        Assert.Equal("not-found", (await house.Operator.Send(HttpMethod.Delete, "api/students/1")).Problem);
        Assert.Equal(HttpStatusCode.Created, (await house.Operator.Put("api/students/6", new { name = "Grace Hopper", email = Term.Email })).Status);
        await house.FinishErasures(FiveMinutes);
        Assert.Equal("Grace Hopper", (await house.Operator.Get("api/students/6")).Text("name"));
    }
}
