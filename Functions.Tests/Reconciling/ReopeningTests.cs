using System.Net;
using Functions.Storage;
using Functions.Tests.Fixtures;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>A meeting that is started again after its session was completed.</summary>
public sealed class ReopeningTests(Classroom classroom)
{
    /// <summary>A class of 20 minutes that ended at Zoom, and whose session has been completed and caught up with.</summary>
    private static async Task<Answer> Over(Household house)
    {
        var session = await house.NewClass(("duration", 20));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "class", house.Now));
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "class", "Alice Anderson", house.Now));
        await house.Pass(Minutes(19));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "class", house.Now));
        await house.Pass(Minutes(30));
        Assert.Equal("ended_in_zoom", (await house.Look(session)).Text("end_reason"));
        return session;
    }

    private static async Task<string> ListedAs(Household house, Answer session)
    {
        var listed = (await house.Operator.Get("api/sessions?professor_id=1"))["sessions"].EnumerateArray();
        return Assert.Single(listed, s => s.GetProperty("session_id").GetString() == session.Text("session_id")).GetProperty("status").GetString()!;
    }

    private static async Task<IReadOnlyList<string>> Done(Household house, Answer session)
    {
        var rows = (await house.Rows(house.Tables.SessionIndex)).Where(r => r.RowKey == session.Text("session_id"));
        return [.. rows.Select(r => r.PartitionKey).Where(p => p.StartsWith(IndexRows.DonePrefix, StringComparison.Ordinal))];
    }

    private static async Task<string> StoredAs(Household house) =>
        Assert.Single(await house.Rows(house.Tables.Sessions), r => r.RowKey == SessionRows.Session).GetString("status");

    [Fact]
    public async Task Started_again_after_its_completion_by_Zoom_a_session_goes_on_at_once_and_in_storage_within_a_minute()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await Over(house);
        Assert.Single(await Done(house, session));
        Assert.Equal(HttpStatusCode.Conflict, (await house.Operator.Patch(Path(session), new { topic = "Loops" })).Status);

        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "again", house.Now));
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "again", "Bob Brown", house.Now));
        var now = await house.Look(session);
        Assert.Equal(("active", "started"), (now.Text("status"), now.Text("meeting_status")));
        Assert.Equal(((string?)null, (string?)null), (now["end_reason"].GetString(), now["end_time"].GetString()));
        Assert.Equal("main_session", now.Where("2"));
        Assert.False((await house.Operator.Get(Path(session, "/attendance")))["final"].GetBoolean());

        await house.Pass(Minutes(1));
        Assert.Equal("active", await StoredAs(house));
        Assert.Equal("active", await ListedAs(house, session));
        Assert.Empty(await Done(house, session));
        Assert.Equal([WorkKind.Watch], await house.OpenWorkKinds());
        var events = (await house.Operator.Get(Path(session, "/events")))["events"].EnumerateArray();
        Assert.Contains(events, e => e.GetProperty("kind").GetString() == "session_reopened");
    }

    [Fact]
    public async Task What_was_reopened_is_completed_anew_with_its_later_end_its_list_its_retention_and_its_catch_up()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await Over(house);
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "again", house.Now));
        var came = house.Now;
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "again", "Bob Brown", came));
        await house.Pass(Minutes(4));
        var end = house.Now;
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "again", end));
        await house.Pass(Minutes(7));
        var over = await house.Look(session);
        Assert.Equal(("completed", "ended_in_zoom"), (over.Text("status"), over.Text("end_reason")));
        Assert.Equal(end.ToUnixTimeSeconds(), over["end_time"].GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.Equal("completed", await ListedAs(house, session));
        Assert.Single(await Done(house, session));
        Assert.Equal([WorkKind.CatchUp], await house.OpenWorkKinds());
        var bob = (await house.Operator.Get(Path(session, "/attendance")))["students"][1];
        Assert.Equal(end.ToUnixTimeSeconds() - came.ToUnixTimeSeconds(), bob.GetProperty("present_seconds").GetInt64());
        await house.Pass(Minutes(120));
        Assert.Empty(await house.OpenWorkKinds());
        Assert.True((await house.Operator.Get(Path(session, "/attendance")))["final"].GetBoolean());
    }

    [Fact]
    public async Task A_GET_that_meets_a_reopened_session_wakes_the_watch_when_the_start_was_lost()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await Over(house);
        await house.Pass(Minutes(120));
        Assert.Empty(await house.OpenWorkKinds());
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "again", "Bob Brown", house.Now));
        Assert.Empty(await house.OpenWorkKinds());
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        Assert.Equal([WorkKind.Watch], await house.OpenWorkKinds());
        await house.Pass(Minutes(1));
        Assert.Equal("active", await StoredAs(house));
    }

    [Fact]
    public async Task A_run_of_which_no_webhook_came_is_found_by_the_catch_up_and_reopens_the_session()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "class", house.Now));
        await house.Pass(Minutes(19));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "class", house.Now));
        await house.Pass(Minutes(6));
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        house.Zoom.Engine.People.Join(house.MeetingOf(session)!.Id, new Arrival("Alice Anderson", Admit: true));
        house.Clock.Jump(Minutes(3));
        house.Zoom.Engine.Lifecycle.End(house.MeetingOf(session)!.Id);
        var end = house.Now;
        await house.Pass(Minutes(20));
        var over = await house.Look(session);
        Assert.Equal("ended_in_zoom", over.Text("end_reason"));
        Assert.InRange((over["end_time"].GetDateTimeOffset() - end).TotalSeconds, -2, 2);
        var alice = (await house.Operator.Get(Path(session, "/attendance")))["students"][0];
        Assert.InRange(alice.GetProperty("present_seconds").GetInt32(), 178, 190);
    }

    [Fact]
    public async Task What_the_user_ended_stays_over_is_warned_of_and_can_be_ended_again()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        var id = house.MeetingOf(session)!.Id;
        house.Zoom.Engine.Lifecycle.Start(id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "class", house.Now));
        await house.Pass(Minutes(5));
        Assert.Equal("ended_by_user", (await house.Operator.Post(Path(session, "/end"))).Text("end_reason"));
        Assert.Null(house.MeetingOf(session)!.Live);

        await house.Pass(Minutes(2));
        house.Zoom.Engine.Lifecycle.Start(id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "again", house.Now));
        await house.Pass(Minutes(2));
        var running = await house.Look(session);
        Assert.Equal(("completed", "started"), (running.Text("status"), running.Text("meeting_status")));
        Assert.Contains(running["warnings"].EnumerateArray(), w => w.GetProperty("code").GetString() == "running_after_end");

        var again = await house.Operator.Post(Path(session, "/end"));
        Assert.Equal((HttpStatusCode.OK, "completed", "ended"), (again.Status, again.Text("status"), again.Text("meeting_status")));
        Assert.Null(house.MeetingOf(session)!.Live);
    }

    [Fact]
    public async Task What_runs_after_the_users_end_without_a_webhook_is_ended_by_ending_again()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        var id = house.MeetingOf(session)!.Id;
        house.Zoom.Engine.Lifecycle.Start(id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "class", house.Now));
        await house.Operator.Post(Path(session, "/end"));
        house.Zoom.Engine.Lifecycle.Start(id);
        Assert.Equal(HttpStatusCode.OK, (await house.Operator.Post(Path(session, "/end"))).Status);
        Assert.Null(house.MeetingOf(session)!.Live);
    }

    [Fact]
    public async Task Ending_again_is_refused_when_a_meeting_runs_and_Zoom_does_not_answer_and_else_changes_nothing()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "class", house.Now));
        await house.Operator.Post(Path(session, "/end"));
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Path = "/meetings" }] };
        Assert.Equal(HttpStatusCode.OK, (await house.Operator.Post(Path(session, "/end"))).Status);
        house.Clock.Jump(Minutes(1));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "again", house.Now));
        Assert.Equal("zoom-unavailable", (await house.Operator.Post(Path(session, "/end"))).Problem);
    }

    [Fact]
    public async Task Late_events_of_the_run_that_was_over_reopen_nothing()
    {
        await using var house = await Household.StartAsync(classroom);
        var begun = house.Now;
        var session = await Over(house);
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "class", "Bob Brown", begun.AddMinutes(1)));
        Assert.Equal("completed", (await house.Look(session)).Text("status"));
    }

    [Fact]
    public async Task Recordings_of_what_was_reopened_are_those_of_all_its_runs()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20), ("auto_recording", "cloud"));
        house.Listen();
        var id = house.MeetingOf(session)!.Id;
        for (var run = 0; run < 2; run++)
        {
            house.Zoom.Engine.Lifecycle.Start(id);
            house.Zoom.Engine.People.Join(id, new Arrival("Alice Anderson", Admit: true));
            await house.Settle();
            await house.Pass(Minutes(21));
            house.Zoom.Engine.Lifecycle.End(id);
            await house.Settle();
            await house.Pass(Minutes(10));
        }

        Assert.Equal("completed", (await house.Look(session)).Text("status"));
        Assert.Equal(2, (await house.Operator.Get(Path(session, "/recordings")))["recordings"].GetArrayLength());
    }
}
