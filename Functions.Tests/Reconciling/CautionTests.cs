using Functions.Tests.Fixtures;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>What must not happen by itself: ending a live class, undoing a change, keeping a session open for ever.</summary>
public sealed class CautionTests(Classroom classroom)
{
    [Fact]
    public async Task Who_was_only_seen_in_the_waiting_room_does_not_get_a_running_class_ended()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        var id = session.Text("meeting_id");
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(id, "u", house.Now));
        await house.Post(SignedEvent.WaitingRoom(id, "u", "Alice Anderson", house.Now, entered: true));
        await house.Post(SignedEvent.WaitingRoom(id, "u", "Alice Anderson", house.Now.AddSeconds(9), entered: false));
        await house.Pass(Minutes(150));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        Assert.NotNull(house.MeetingOf(session)!.Live);
    }

    [Fact]
    public async Task An_end_of_our_own_accord_that_Zoom_did_not_take_is_dropped_when_somebody_comes_back()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        var id = session.Text("meeting_id");
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(id, "u", house.Now));
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", house.Now));
        await house.Post(SignedEvent.Left(id, "u", "Alice Anderson", house.Now.AddSeconds(30)));
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Method = "PUT" }] };
        house.Clock.Jump(Minutes(70));
        await house.ReconcileAsync();
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", house.Now, "17"));
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(Minutes(20));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        Assert.NotNull(house.MeetingOf(session)!.Live);
    }

    [Fact]
    public async Task A_session_whose_host_is_gone_from_Zoom_does_not_stay_open_for_ever()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.ServerError, Path = "/meetings/", Status = 404 }] };
        await house.Pass(Minutes(25));
        Assert.Equal("deleted_in_zoom", (await house.Look(session)).Text("end_reason"));
    }

    [Fact]
    public async Task One_run_without_a_report_does_not_keep_the_others_from_being_caught_up()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 8));
        var (zoom, id) = (house.Zoom.Engine, house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started($"{id}", "a run that Zoom has no report of", house.Now.AddMinutes(-3)));
        zoom.Lifecycle.Start(id);
        var uuid = house.MeetingOf(session)!.Uuid;
        await house.Post(SignedEvent.Started($"{id}", uuid, house.Now));
        zoom.People.Join(id, new Arrival("Alice Anderson", Admit: true));
        house.Clock.Jump(Minutes(5));
        zoom.Lifecycle.End(id);
        await house.Post(SignedEvent.Ended($"{id}", uuid, house.Now));
        await house.Pass(Minutes(15));
        Assert.Equal(300, (await house.Operator.Get($"api/sessions/{session.Text("session_id")}/attendance"))["students"][0].GetProperty("present_seconds").GetInt32());
    }

    [Fact]
    public async Task What_the_roster_says_by_now_is_not_undone_by_looking_after_a_session()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("student_ids", null), ("students", new[] { new { name = "Zoë New", email = "zoe@example.edu" } }));
        var id = session["breakout_rooms"][0].GetProperty("students")[0].GetProperty("student_id").GetString();
        for (var i = 0; i < 2; i++)
        {
            await house.Operator.Put($"api/students/{id}", new { name = "Zoë Newer", email = $"zoe{i}@example.edu" });
            await house.Pass(Minutes(2));
            await house.Operator.Post($"api/sessions/{session.Text("session_id")}/repair");
        }

        Assert.Equal(("Zoë Newer", "zoe1@example.edu"), await house.Operator.Get($"api/students/{id}") is var now ? (now.Text("name"), now.Text("email")) : default);
    }

    [Fact]
    public async Task A_request_is_replayed_by_its_key_although_its_start_is_past_by_now()
    {
        await using var house = await Household.StartAsync(classroom);
        var body = Fixtures.Api.Class("1", ("start_time", house.Now.AddMinutes(1).ToString("O")));
        var first = await house.Operator.Post("api/sessions", body, ("Idempotency-Key", "k"));
        house.Clock.Jump(Minutes(8));
        Assert.Equal(first.Text("session_id"), (await house.Operator.Post("api/sessions", body, ("Idempotency-Key", "k"))).Text("session_id"));
        Assert.True((await house.Operator.Post("api/sessions", body, ("Idempotency-Key", "other")))["errors"].TryGetProperty("start_time", out _));
    }
}
