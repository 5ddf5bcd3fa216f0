using System.Net;
using Functions.Tests.Fixtures;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>A meeting that is started before its class, or breaks off during it, does not end the session.</summary>
public sealed class TryTests(Classroom classroom)
{
    /// <summary>The host opens the meeting for some minutes and closes it.</summary>
    private static async Task Try(Household house, Answer session, string uuid = "try", int minutes = 3)
    {
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), uuid, house.Now));
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), uuid, "Dr. Sarah Johnson", house.Now));
        await house.Pass(Minutes(minutes));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), uuid, house.Now));
    }

    [Theory, InlineData(24 * 60), InlineData(20)]
    public async Task A_try_before_the_class_leaves_the_session_open_for_it(int minutesAhead)
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(Minutes(minutesAhead));
        await Try(house, session);
        await house.Pass(Minutes(10));
        Assert.Equal(("active", "ended"), await house.StateOf(session));
        Assert.Null((await house.Look(session))["end_reason"].GetString());

        house.Clock.Jump(Minutes(minutesAhead) - Minutes(12));
        await house.ReconcileAsync();
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "class", house.Now));
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "class", "Alice Anderson", house.Now));
        Assert.Equal(("active", "started"), await house.StateOf(session));
        Assert.Equal("main_session", (await house.Look(session)).Where("1"));
        Assert.False((await house.Operator.Get(Path(session, "/attendance")))["final"].GetBoolean());
    }

    [Fact]
    public async Task A_host_who_is_cut_off_for_six_minutes_finds_the_session_open()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        await Try(house, session, "before the cut", minutes: 10);
        await house.Pass(Minutes(6));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "after the cut", house.Now));
        Assert.Equal(("active", "started"), await house.StateOf(session));
    }

    [Fact]
    public async Task After_a_try_a_session_can_be_changed_while_it_runs_it_cannot()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(Minutes(60));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "try", house.Now));
        Assert.Equal("session-started", (await house.Operator.Patch(Path(session), new { topic = "Loops" })).Problem);
        await house.Pass(Minutes(2));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "try", house.Now));
        await house.Pass(Minutes(7));
        var changed = await house.Operator.Patch(Path(session), new { topic = "Loops" });
        Assert.Equal((HttpStatusCode.OK, "Loops", "Loops"), (changed.Status, changed.Text("topic"), house.MeetingOf(session)!.Topic));
    }

    [Fact]
    public async Task After_its_planned_end_a_session_cannot_be_changed()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        house.Clock.Jump(Minutes(21));
        Assert.Equal("session-started", (await house.Operator.Patch(Path(session), new { topic = "Loops" })).Problem);
    }

    [Fact]
    public async Task Ended_by_its_user_after_a_try_the_meeting_is_deleted_at_Zoom()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(Minutes(60));
        await Try(house, session);
        await house.Pass(Minutes(8));
        var ended = await house.Operator.Post(Path(session, "/end"));
        Assert.Equal((HttpStatusCode.OK, "completed", "cancelled"), (ended.Status, ended.Text("status"), ended.Text("end_reason")));
        Assert.Null(house.MeetingOf(session));
    }

    [Fact]
    public async Task Ended_by_its_user_after_its_class_broke_off_the_meeting_is_kept()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        await Try(house, session, "class", minutes: 10);
        Assert.Equal("ended_by_user", (await house.Operator.Post(Path(session, "/end"))).Text("end_reason"));
        Assert.NotNull(house.MeetingOf(session));
    }

    [Fact]
    public async Task Only_tried_and_never_begun_it_is_deleted_at_its_planned_end()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(Minutes(20));
        await Try(house, session);
        await house.Pass(Minutes(76));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        await house.Pass(Minutes(7));
        Assert.Equal(("completed", "never_started"), await house.OutcomeOf(session));
        Assert.Null(house.MeetingOf(session));
    }

    [Fact]
    public async Task A_class_that_runs_silently_after_a_try_is_warned_of()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(Minutes(20));
        await Try(house, session);
        await house.Pass(Minutes(16));
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Pass(Minutes(10));
        Assert.Contains((await house.Look(session))["warnings"].EnumerateArray(), w => w.GetProperty("code").GetString() == "no_webhooks");
    }
}
