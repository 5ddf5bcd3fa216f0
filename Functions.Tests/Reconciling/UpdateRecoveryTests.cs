using Functions.Storage;
using Functions.Tests.Fixtures;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Reconciling;

/// <summary>Changes that Zoom did not confirm.</summary>
public sealed class UpdateRecoveryTests(Classroom classroom)
{
    private const int Many = 10_000;

    private static Task<Answer> Change(Household house, Answer session) =>
        house.Operator.Send(HttpMethod.Patch, $"api/sessions/{session.Text("session_id")}", new { topic = "Loops", student_ids = new[] { 3 } });

    private static ApiFault Failing(bool applied) => new() { Kind = ApiFaultKind.ServerError, Method = "PATCH", Applied = applied };

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_change_without_a_clear_answer_is_told_to_Zoom_again(bool applied)
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(5));
        house.Zoom.Faults.Now = new FaultSet { Api = [Failing(applied)] };
        Assert.Equal("zoom-timeout", (await Change(house, session)).Problem);
        Assert.Equal("Recursion", (await house.Look(session)).Text("topic"));
        Assert.Equal([WorkKind.Update], await house.OpenWorkKinds());

        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(TimeSpan.FromMinutes(3));
        var changed = await house.Look(session);
        Assert.Equal(("Loops", 1), (changed.Text("topic"), changed["breakout_rooms"].GetArrayLength()));
        Assert.Equal(("Loops", 1), (house.MeetingOf(session)!.Topic, RoomPlan.Of(house.MeetingOf(session)!).Count));
        Assert.Equal([WorkKind.Watch], await house.OpenWorkKinds());
    }

    [Fact]
    public async Task A_refusal_leaves_everything_as_it_was()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(5));
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.DailyLimited, Method = "PATCH" }] };
        Assert.Equal("zoom-daily-limit", (await Change(house, session)).Problem);
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(session.Text("version"), (await house.Look(session)).Text("version"));
        Assert.Equal("Recursion", house.MeetingOf(session)!.Topic);
    }

    [Fact]
    public async Task A_change_that_Zoom_does_not_take_is_tried_less_and_less_often()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(30));
        house.Zoom.Faults.Now = new FaultSet { Api = [Failing(applied: false)] };
        await Change(house, session);
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Method = "PATCH", Times = Many }] };
        await house.Pass(TimeSpan.FromHours(24));

        // Every two minutes it would be 720 tries, each sent again when it fails at once; a host has a hundred changes a day.
        var sent = Many - house.Zoom.Faults.Now.Api[0].Times!.Value;
        Assert.InRange(sent, 20, 99);
        Effort.Report($"changes that Zoom does not take: {sent} calls in 24 hours");
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(TimeSpan.FromMinutes(66));
        Assert.Equal("Loops", (await house.Look(session)).Text("topic"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task When_the_meeting_starts_it_is_found_out_whether_an_open_change_was_taken(bool taken)
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(1));
        house.Zoom.Faults.Now = new FaultSet { Api = [Failing(taken)] };
        await Change(house, session);
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.DailyLimited, Method = "PATCH" }] };
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), house.MeetingOf(session)!.Uuid, house.Now));
        await house.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal((taken ? "Loops" : "Recursion", "started"), await house.Look(session) is var now ? (now.Text("topic"), now.Text("meeting_status")) : default);
        Assert.Equal([WorkKind.Watch], await house.OpenWorkKinds());
    }

    [Fact]
    public async Task While_Zoom_is_away_nobody_knows_whether_an_open_change_was_taken()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(1));
        house.Zoom.Faults.Now = new FaultSet { Api = [Failing(applied: true)] };
        await Change(house, session);
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Path = "/meetings/" }] };
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), house.MeetingOf(session)!.Uuid, house.Now));
        await house.Pass(TimeSpan.FromMinutes(3));
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal("Loops", (await house.Look(session)).Text("topic"));
    }

    [Fact]
    public async Task An_end_overtakes_a_change_that_is_not_confirmed()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(5));
        house.Zoom.Faults.Now = new FaultSet { Api = [Failing(applied: false)] };
        await Change(house, session);
        house.Zoom.Faults.Now = new FaultSet();
        Assert.Equal("cancelled", (await house.Operator.Post($"api/sessions/{session.Text("session_id")}/end")).Text("end_reason"));
        await house.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(("completed", "Recursion"), await house.Look(session) is var now ? (now.Text("status"), now.Text("topic")) : default);
    }
}
