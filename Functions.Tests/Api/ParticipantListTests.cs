using System.Net;
using System.Text.Json;
using Functions.Sessions.Participants;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using ZoomSimulator.Rest;

namespace Functions.Tests.Api;

/// <summary>Who is in the meeting: from the simulator's dashboard where the plan has one, else from webhooks.</summary>
public sealed class ParticipantListTests(Classroom classroom)
{
    private async Task<(Household House, Answer Session, long Meeting)> Class(string plan, AccountPlan really)
    {
        // Time stands still for what is kept, so that a slow machine does not outlast it.
        var house = await Household.StartAsync(
            classroom, b => b.Services.Replace(ServiceDescriptor.Singleton(s => ActivatorUtilities.CreateInstance<LiveList>(s, new StillTime(DateTimeOffset.UtcNow)))), settings: $"--Zoom:Plan={plan}");
        house.Zoom.Get<RateLimiter>().Plan = really;
        house.Listen();
        var session = await house.NewClass();
        var meeting = house.MeetingOf(session)!.Id;
        var (engine, people) = (house.Zoom.Engine, house.Zoom.Engine.People);
        engine.Lifecycle.Start(meeting);
        _ = people.Join(meeting, new("Alice Anderson", "alice.anderson@example.edu", Admit: true)).Required;
        _ = people.Join(meeting, new("Bob Brown", Admit: true)).Required;
        _ = people.Join(meeting, new("Somebody Else")).Required;
        _ = engine.Rooms.Open(meeting).Required;
        _ = engine.Rooms.Move(meeting, "Alice Anderson", run => run.Rooms[0]).Required;
        await house.Settle();
        return (house, session, meeting);
    }

    private static Task<Answer> Get(Household house, Answer session) => house.Operator.Get($"api/sessions/{session.Text("session_id")}/participants");

    private static IEnumerable<(string?, string?, string?, string?)> People(Answer answer) => answer["participants"].EnumerateArray()
        .Select(p => (Text(p, "name"), Text(p, "student_id"), Text(p, "location"), Text(p, "role"))).OrderBy(p => p.Item1, StringComparer.Ordinal);

    private static string? Text(JsonElement person, string name) => person.GetProperty(name).GetString();

    private static readonly (string?, string?, string?, string?)[] AllFour =
    [
        ("Alice Anderson", "1", "own_room", "attendee"), ("Bob Brown", "2", "main_session", "attendee"),
        ("Sarah Johnson", null, "main_session", "host"), ("Somebody Else", null, "waiting_room", "attendee"),
    ];

    [Fact]
    public async Task On_a_business_plan_Zoom_itself_says_who_is_there_lost_webhooks_or_not()
    {
        var (house, session, meeting) = await Class("Business", AccountPlan.Business);
        await using var owned = house;
        house.Zoom.Faults.Now = new FaultSet { Webhooks = new WebhookFaults { Drop = 1 } };
        _ = house.Zoom.Engine.People.Join(meeting, new("iPhone", "charlie.chen@example.edu", Admit: true)).Required;
        await house.Settle();

        var answer = await Get(house, session);
        Assert.Equal((HttpStatusCode.OK, "zoom_live", session.Text("session_id")), (answer.Status, answer.Text("source"), answer.Text("session_id")));
        Assert.False(answer.Body.TryGetProperty("reason", out _));
        Assert.Equal([.. AllFour.Append(("iPhone", "3", "main_session", "attendee")).OrderBy(p => p.Item1, StringComparer.Ordinal)], People(answer));
        var alice = answer["participants"].EnumerateArray().Single(p => Text(p, "student_id") == "1");
        Assert.Equal((true, true, "001", "email"), (Text(alice, "participant_uuid") is not null, Text(alice, "person_id") is not null, Text(alice, "room_id"), Text(alice, "matched_by")));
        Assert.Equal((await house.Look(session)).Student("1").GetProperty("current_zoom_room_id").GetString(), Text(alice, "zoom_room_id"));
        Assert.Equal("absent", (await house.Look(session)).Where("3"));
    }

    [Fact]
    public async Task Neither_addresses_nor_data_of_devices_are_in_it()
    {
        var (house, session, _) = await Class("Business", AccountPlan.Business);
        await using var owned = house;
        var text = (await Get(house, session)).Body.GetRawText();
        Assert.Contains("zoom_live", text, StringComparison.Ordinal);
        Assert.All(new[] { "203.0.113.7", "192.0.2.10", "Windows", "LAPTOP", "Springfield", "00:00:5E" }, data => Assert.DoesNotContain(data, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_asks_again_and_again_sees_the_same_look()
    {
        var (house, session, meeting) = await Class("Business", AccountPlan.Business);
        await using var owned = house;
        Assert.Equal(AllFour, People(await Get(house, session)));
        _ = house.Zoom.Engine.People.Leave(meeting, "Bob Brown").Required;
        var again = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get(house, session)));
        Assert.All(again, a => Assert.Equal(AllFour, People(a)));
    }

    [Theory]
    [InlineData("Pro", "business")]
    [InlineData("Business", "pro")]
    public async Task Where_the_plan_has_no_live_list_webhooks_say_who_is_there(string plan, string really)
    {
        var (house, session, _) = await Class(plan, Enum.Parse<AccountPlan>(really, ignoreCase: true));
        await using var owned = house;
        var answer = await Get(house, session);
        Assert.Equal(("webhooks", "plan"), (answer.Text("source"), answer["reason"].GetProperty("code").GetString()));
        Assert.Equal(AllFour, People(answer));
    }

    [Theory]
    [InlineData(ApiFaultKind.DailyLimited, "zoom_busy")]
    [InlineData(ApiFaultKind.ServerError, "zoom_unavailable")]
    [InlineData(ApiFaultKind.Malformed, "zoom_unavailable")]
    public async Task While_Zoom_is_busy_or_down_webhooks_serve_and_the_reason_is_said(object kind, string reason)
    {
        var (house, session, _) = await Class("Business", AccountPlan.Business);
        await using var owned = house;
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = (ApiFaultKind)kind, Path = "/metrics/" }] };
        var answer = await Get(house, session);
        Assert.Equal((HttpStatusCode.OK, "webhooks", reason), (answer.Status, answer.Text("source"), answer["reason"].GetProperty("code").GetString()));
        Assert.Equal(AllFour, People(answer));
        Assert.All(answer["participants"].EnumerateArray(), p => Assert.Equal((null, true), (Text(p, "participant_uuid"), Text(p, "person_id")!.Length > 0)));
    }

    [Fact]
    public async Task A_meeting_that_is_over_or_has_not_begun_has_nobody_in_it()
    {
        var (house, session, meeting) = await Class("Business", AccountPlan.Business);
        await using var owned = house;
        house.Zoom.Engine.Lifecycle.End(meeting);
        await house.Settle();
        foreach (var over in new[] { await Get(house, session), await Get(house, await house.NewClassIn(TimeSpan.FromDays(1))), await Get(house, await house.NewClass()) })
            Assert.Equal(("webhooks", "not_running", 0), (over.Text("source"), over["reason"].GetProperty("code").GetString(), over["participants"].GetArrayLength()));
    }

    [Fact]
    public async Task Of_a_session_that_does_not_exist_nobody_is_in_the_meeting() =>
        Assert.Equal("not-found", (await classroom.Operator.Get($"api/sessions/{Guid.NewGuid()}/participants")).Problem);
}
