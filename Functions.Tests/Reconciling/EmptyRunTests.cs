using Functions.Tests.Fixtures;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>A run in which nobody has been for a while: its end may be lost, or everybody may be about to come.</summary>
public sealed class EmptyRunTests(Classroom classroom)
{
    [Fact]
    public async Task A_lost_meeting_ended_ends_the_run_when_nobody_has_been_there_for_ten_minutes_and_not_the_session()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 40));
        var id = session.Text("meeting_id");
        await house.Post(SignedEvent.Started(id, "u", house.Now));
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", house.Now));
        await house.Pass(Minutes(5));
        var left = house.Now;
        await house.Post(SignedEvent.Left(id, "u", "Alice Anderson", left));
        await house.Pass(Minutes(9));
        Assert.Equal("started", (await house.Look(session)).Text("meeting_status"));
        await house.Pass(Minutes(3));
        Assert.Equal(("active", "ended"), await house.StateOf(session));
        await house.Pass(Minutes(24));
        var over = await house.Look(session);
        Assert.Equal(("completed", "ended_in_zoom"), (over.Text("status"), over.Text("end_reason")));
        Assert.Equal(left.ToUnixTimeSeconds(), over["end_time"].GetDateTimeOffset().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_run_that_Zoom_wrongly_called_over_goes_on_when_somebody_enters_it()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        var id = session.Text("meeting_id");
        await house.Post(SignedEvent.Started(id, "u", house.Now));
        await house.Pass(Minutes(12));
        Assert.Equal("ended", (await house.Look(session)).Text("meeting_status"));
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", house.Now));
        Assert.Equal(("started", "main_session"), await house.Look(session) is var now ? (now.Text("meeting_status"), now.Where("1")) : default);
    }

    [Fact]
    public async Task An_empty_meeting_that_still_runs_at_Zoom_is_kept_until_its_planned_end()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        await house.Pass(Minutes(50));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
    }
}
