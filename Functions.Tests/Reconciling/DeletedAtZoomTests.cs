using System.Text.Json.Nodes;
using Functions.Storage;
using Functions.Tests.Fixtures;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>What is changed or deleted in Zoom's portal or app, and what Zoom wrongly says of a meeting.</summary>
public sealed class DeletedAtZoomTests(Classroom classroom)
{
    private static readonly FaultSet NoMeeting = new() { Api = [new ApiFault { Kind = ApiFaultKind.NotFound, Path = "/meetings/" }] };

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_meeting_deleted_at_Zoom_completes_the_session_after_two_looks(bool eventArrives)
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        if (eventArrives) house.Listen();
        Assert.NotNull(house.Zoom.Engine.Planning.Delete(house.MeetingOf(session)!.Id).Value);
        if (eventArrives) await house.Settle();
        await house.Pass(Minutes(eventArrives ? 1 : 5));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        Assert.Contains("meeting_not_found", Warnings(await house.Look(session)));
        await house.Pass(Minutes(7));
        var over = await house.Look(session);
        Assert.Equal(("completed", "deleted_in_zoom", "ended"), (over.Text("status"), over.Text("end_reason"), over.Text("meeting_status")));
        Assert.DoesNotContain("meeting_not_found", Warnings(over));
    }

    [Fact]
    public async Task A_meeting_deleted_long_before_its_class_completes_the_session_within_seven_minutes_of_the_event()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromDays(3));
        house.Listen();
        house.Zoom.Engine.Planning.Delete(house.MeetingOf(session)!.Id);
        await house.Settle();
        await house.Pass(Minutes(7));
        Assert.Equal("deleted_in_zoom", (await house.Look(session)).Text("end_reason"));
    }

    [Fact]
    public async Task A_meeting_with_people_in_it_that_Zoom_does_not_find_is_kept_with_a_warning()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        var id = session.Text("meeting_id");
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started(id, "u", house.Now));
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", house.Now));
        house.Zoom.Faults.Now = NoMeeting;
        await house.Pass(Minutes(60));
        var kept = await house.Look(session);
        Assert.Equal(("active", "main_session"), (kept.Text("status"), kept.Where("1")));
        Assert.Contains("meeting_not_found", Warnings(kept));
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(Minutes(6));
        Assert.DoesNotContain("meeting_not_found", Warnings(await house.Look(session)));
    }

    [Fact]
    public async Task A_meeting_that_Zoom_does_not_find_once_is_not_deleted()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        house.Zoom.Faults.Now = NoMeeting;
        await house.Pass(Minutes(6));
        house.Zoom.Faults.Now = new FaultSet();
        await house.Pass(Minutes(20));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
        Assert.NotNull(house.MeetingOf(session));
    }

    [Fact]
    public async Task Somebody_who_enters_a_meeting_taken_for_deleted_reopens_the_session()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 60));
        var id = session.Text("meeting_id");
        await house.Post(SignedEvent.Started(id, "u", house.Now));
        house.Zoom.Faults.Now = NoMeeting;
        await house.Pass(Minutes(25));
        Assert.Equal("deleted_in_zoom", (await house.Look(session)).Text("end_reason"));
        await house.Post(SignedEvent.Joined(id, "u", "Alice Anderson", house.Now));
        Assert.Equal(("active", "main_session"), await house.Look(session) is var now ? (now.Text("status"), now.Where("1")) : default);
        house.Zoom.Faults.Now = new FaultSet();
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        await house.Pass(Minutes(10));
        Assert.Equal("active", (await house.Look(session)).Text("status"));
    }

    [Fact]
    public async Task Topic_start_and_duration_changed_at_Zoom_are_taken_over_and_noted()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(5));
        house.Listen();
        var later = DateTimeOffset.FromUnixTimeSeconds(house.Now.AddHours(7).ToUnixTimeSeconds());
        var change = new MeetingChange { Topic = "Graphs", StartTime = later, Duration = 45 };
        Assert.NotNull(house.Zoom.Engine.Planning.Change(house.MeetingOf(session)!.Id, change).Value);
        await house.Settle();
        await house.Pass(Minutes(1));
        var now = await house.Look(session);
        Assert.Equal(("Graphs", "scheduled"), (now.Text("topic"), now.Text("status")));
        Assert.Equal((later, 45), (now["start_time"].GetDateTimeOffset(), now["duration"].GetInt32()));
        var listed = (await house.Operator.Get("api/sessions?professor_id=1"))["sessions"][0];
        Assert.Equal(("Graphs", 45), (listed.GetProperty("topic").GetString(), listed.GetProperty("duration").GetInt32()));
        var events = (await house.Operator.Get(Path(session, "/events")))["events"].EnumerateArray().ToList();
        foreach (var kind in new[] { "meeting_topic_changed", "meeting_time_changed" })
            Assert.Equal("system", Assert.Single(events, e => e.GetProperty("kind").GetString() == kind).GetProperty("source").GetString());
    }

    [Fact]
    public async Task Rooms_changed_at_Zoom_are_only_reported()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(5));
        house.Listen();
        var rooms = new JsonObject { ["breakout_room"] = RoomPlan.Write([new PlannedRoom("Another", ["alice.anderson@example.edu"])]) };
        Assert.NotNull(house.Zoom.Engine.Planning.Change(house.MeetingOf(session)!.Id, new MeetingChange { Settings = rooms }).Value);
        await house.Settle();
        await house.Pass(Minutes(1));
        var now = await house.Look(session);
        Assert.Contains("rooms_differ", Warnings(now));
        Assert.Equal(5, now["breakout_rooms"].GetArrayLength());
        await house.Operator.Post(Path(session, "/repair"));
        await house.Settle();
        await house.Pass(Minutes(1));
        Assert.DoesNotContain("rooms_differ", Warnings(await house.Look(session)));
    }

    [Fact]
    public async Task Our_own_change_and_end_of_which_Zoom_tells_change_nothing_more()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClassIn(TimeSpan.FromHours(5));
        house.Listen();
        var version = (await house.Operator.Patch(Path(session), new { topic = "Loops" })).Text("version");
        await house.Settle();
        await house.Pass(Minutes(2));
        Assert.Equal(version, (await house.Look(session)).Text("version"));
        await house.Operator.Post(Path(session, "/end"));
        await house.Settle();
        Assert.Equal([WorkKind.CatchUp], await house.OpenWorkKinds());
        Assert.Equal("cancelled", (await house.Look(session)).Text("end_reason"));
    }

    [Fact]
    public async Task On_a_free_account_a_class_of_which_no_webhook_came_is_completed()
    {
        await using var house = await Household.StartAsync(classroom);
        house.Zoom.Get<ZoomSimulator.Rest.RateLimiter>().Plan = ZoomSimulator.Rest.AccountPlan.Free;
        var paidOnly = new ApiFault { Kind = ApiFaultKind.Refused, Path = "/past_meetings/", Code = 200, Message = "Only available for paid account" };
        house.Zoom.Faults.Now = new FaultSet { Api = [paidOnly] };
        var session = await house.NewClass(("duration", 20));
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        house.Clock.Jump(Minutes(15));
        house.Zoom.Engine.Lifecycle.End(house.MeetingOf(session)!.Id);
        await house.Pass(Minutes(15));
        Assert.Equal("completed", (await house.Look(session)).Text("status"));
    }
}
