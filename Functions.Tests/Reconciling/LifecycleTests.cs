using Functions.Tests.Fixtures;
using ZoomSimulator.Faults;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>How sessions end: every row of the table of events and results, with a clock that jumps.</summary>
public sealed class LifecycleTests(Classroom classroom)
{
    [Fact]
    public async Task A_scheduled_session_is_active_from_its_planned_start()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(Minutes(30));
        await house.Pass(Minutes(29));
        Assert.Equal("scheduled", (await house.Look(session)).Text("status"));
        await house.Pass(Minutes(2));
        Assert.Equal(("active", "waiting"), await house.StateOf(session));
    }

    [Fact]
    public async Task A_scheduled_session_is_active_from_its_first_event_if_that_is_earlier()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(Minutes(90));
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        Assert.Equal(("active", "started"), await house.StateOf(session));
    }

    [Fact]
    public async Task Ended_in_Zoom_it_is_completed_at_its_planned_end_with_the_end_of_its_last_run()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        await house.Pass(Minutes(12));
        var end = house.Now;
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "u", end));
        Assert.Equal(("active", "ended"), await house.StateOf(session));
        await house.Pass(Minutes(7));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        await house.Pass(Minutes(2));
        var over = await house.Look(session);
        Assert.Equal(("completed", "ended_in_zoom"), (over.Text("status"), over.Text("end_reason")));
        Assert.Equal(end.ToUnixTimeSeconds(), over["end_time"].GetDateTimeOffset().ToUnixTimeSeconds());
        var listed = (await house.Operator.Get("api/sessions?professor_id=1&status=completed"))["sessions"][0];
        Assert.Equal("completed", listed.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ended_in_Zoom_around_its_planned_end_it_is_completed_after_the_restart_grace()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        await house.Pass(Minutes(19));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "u", house.Now));
        await house.Pass(Minutes(4));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        await house.Pass(Minutes(2));
        Assert.Equal(("completed", "ended_in_zoom"), await house.OutcomeOf(session));
    }

    [Fact]
    public async Task Started_again_under_a_new_uuid_within_the_grace_it_goes_on()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        var id = session.Text("meeting_id");
        await house.Post(SignedEvent.Started(id, "u1", house.Now));
        await house.Pass(Minutes(19));
        await house.Post(SignedEvent.Ended(id, "u1", house.Now));
        await house.Pass(Minutes(3));
        await house.Post(SignedEvent.Started(id, "u2", house.Now));
        await house.Post(SignedEvent.Joined(id, "u2", "Alice Anderson", house.Now));
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Pass(Minutes(8));
        Assert.Equal(("active", "started"), await house.StateOf(session));
        await house.Post(SignedEvent.Ended(id, "u2", house.Now));
        await house.Pass(Minutes(6));
        Assert.Equal("ended_in_zoom", (await house.Look(session)).Text("end_reason"));
    }

    [Fact]
    public async Task Never_started_it_is_completed_after_its_planned_end_and_its_meeting_deleted()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        await house.Pass(Minutes(19));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        await house.Pass(Minutes(2));
        Assert.Equal(("completed", "never_started"), await house.OutcomeOf(session));
        Assert.Null(house.MeetingOf(session));
    }

    [Fact]
    public async Task Overdue_and_not_running_at_Zoom_it_is_completed()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "u", "Alice Anderson", house.Now));
        await house.Pass(Minutes(21));
        Assert.Equal(("completed", "overdue"), await house.OutcomeOf(session));
    }

    [Fact]
    public async Task A_live_class_is_kept_with_a_warning_however_overdue_and_silent_it_is()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        // Not one webhook arrives.
        await house.Pass(Minutes(200));
        var kept = await house.Look(session);
        Assert.Equal("active", kept.Text("status"));
        Assert.NotNull(house.MeetingOf(session)!.Live);

        // One does: somebody is there.
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "u", "Alice Anderson", house.Now));
        await house.Pass(Minutes(120));
        kept = await house.Look(session);
        Assert.Equal("active", kept.Text("status"));
        Assert.Contains(kept["warnings"].EnumerateArray(), w => w.GetProperty("code").GetString() == "overdue");
        Assert.NotNull(house.MeetingOf(session)!.Live);
    }

    [Fact]
    public async Task A_meeting_that_everybody_left_an_hour_ago_is_ended_once_it_is_overdue()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        var id = session.Text("meeting_id");
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(id, "u", house.Now));
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", house.Now));
        await house.Pass(Minutes(30));
        await house.Post(SignedEvent.Left(id, "u", "Alice Anderson", house.Now));
        await house.Pass(Minutes(55));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        await house.Pass(Minutes(12));
        Assert.Equal(("completed", "overdue"), await house.OutcomeOf(session));
        Assert.Null(house.MeetingOf(session)!.Live);
    }

    [Fact]
    public async Task Late_events_are_recorded_after_completion_and_change_no_status()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 15));
        var (id, begun) = (session.Text("meeting_id"), house.Now);
        await house.Post(SignedEvent.Started(id, "u", begun));
        await house.Pass(Minutes(10));
        await house.Post(SignedEvent.Ended(id, "u", house.Now));
        await house.Pass(Minutes(7));
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", begun.AddSeconds(60)));
        var over = await house.Look(session);
        Assert.Equal(("completed", "left"), (over.Text("status"), over.Where("1")));
        var attendance = await house.Operator.Get($"api/sessions/{session.Text("session_id")}/attendance");
        Assert.InRange(attendance["students"][0].GetProperty("present_seconds").GetInt32(), 500, 600);
    }

    [Fact]
    public async Task A_meeting_that_runs_without_webhooks_is_warned_of_until_one_comes()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        await house.Pass(Minutes(8));
        Assert.Empty((await house.Look(session))["warnings"].EnumerateArray());
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Pass(Minutes(6));
        Assert.Equal("no_webhooks", Assert.Single(Warnings(await house.Look(session))));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), house.MeetingOf(session)!.Uuid, house.Now));
        Assert.Empty((await house.Look(session))["warnings"].EnumerateArray());
    }

    [Fact]
    public async Task On_a_free_plan_a_class_longer_than_forty_minutes_is_warned_of()
    {
        await using var house = await Household.StartAsync(classroom, settings: "--Zoom:Plan=Free");
        Assert.Empty((await house.NewClass(("duration", 40)))["warnings"].EnumerateArray());
        var warnings = (await house.NewClass(("duration", 41)))["warnings"].EnumerateArray().Select(w => w.GetProperty("code").GetString());
        Assert.Contains("plan_limit", warnings);
    }

    [Fact]
    public async Task While_Zoom_does_not_answer_nothing_is_decided()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Path = "/meetings" }] };
        house.Clock.Jump(Minutes(30));
        await house.ReconcileAsync();
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(Minutes(6));
        Assert.Equal("never_started", (await house.Look(session)).Text("end_reason"));
    }

    [Fact]
    public async Task An_end_that_Zoom_did_not_take_is_taken_up_again()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Method = "DELETE" }] };
        Assert.Equal("zoom-unavailable", (await house.Operator.Post($"api/sessions/{session.Text("session_id")}/end")).Problem);
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(Minutes(3));
        Assert.Equal(("completed", "cancelled"), await house.OutcomeOf(session));
        Assert.Null(house.MeetingOf(session));
    }
}
