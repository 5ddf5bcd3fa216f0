using System.Globalization;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Forgetting;

/// <summary>A student who is erased before the class: Zoom has their e-mail address in a room of their name.</summary>
public sealed class ErasureBeforeClassTests(Classroom classroom)
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private static readonly FaultSet NoChanges = new()
    {
        Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Method = "PATCH", Path = "/meetings" }],
    };

    [Fact]
    public async Task Zoom_forgets_whom_it_was_to_put_into_a_room_of_a_meeting_that_has_not_begun()
    {
        await using var house = await Household.StartAsync(classroom);
        var ahead = await house.NewClassIn(TimeSpan.FromDays(1));
        house.Zoom.Faults.Now = NoChanges;
        await house.EraseStudent();
        house.Zoom.Faults.Now = new FaultSet();
        Assert.Contains(Rooms(), r => r.Emails.Contains(Term.Email));
        house.Clock.Jump(FiveMinutes);
        await house.ReconcileAsync();
        await house.AssertGone();
        Assert.Equal((5, "Room 001", 0), (Rooms().Count, Rooms()[0].Name, Rooms()[0].Emails.Count));
        Assert.Equal(["bob.brown@example.edu"], Rooms()[1].Emails);

        IReadOnlyList<PlannedRoom> Rooms() => RoomPlan.Of(house.MeetingOf(ahead)!);
    }

    [Fact]
    public async Task A_change_of_plan_that_is_half_done_goes_on_without_the_student()
    {
        await using var house = await Household.StartAsync(classroom);
        var ahead = await house.NewClass(("student_ids", new[] { 2, 3 }), ("start_time", house.Now.AddDays(1).ToString("O", CultureInfo.InvariantCulture)));
        house.Zoom.Faults.Now = NoChanges;
        var changed = await house.Operator.Send(HttpMethod.Patch, $"api/sessions/{ahead.Text("session_id")}", new { student_ids = new[] { 1, 2 } });
        Assert.Equal("zoom-timeout", changed.Problem);
        house.Zoom.Faults.Now = new FaultSet();
        Assert.NotEmpty((await house.ContentsAsync()).Holding("pending_plan"));
        await house.EraseStudent();
        await house.AssertGone();
        house.Clock.Jump(FiveMinutes);
        await house.ReconcileAsync();
        var rooms = (await house.Look(ahead))["breakout_rooms"].EnumerateArray();
        Assert.Equal(["Erased student", "Bob Brown"], rooms.Select(r => r.GetProperty("students")[0].GetProperty("name").GetString()));
        Assert.Empty((await house.ContentsAsync()).Holding("pending_plan"));
    }
}
