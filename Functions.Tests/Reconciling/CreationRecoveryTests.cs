using System.Globalization;
using System.Net;
using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.Extensions.DependencyInjection;
using ZoomSimulator.Faults;
using ZoomSimulator.Users;

namespace Functions.Tests.Reconciling;

/// <summary>Creations whose creator got no clear answer, died or was slow.</summary>
public sealed class CreationRecoveryTests(Classroom classroom)
{
    private static readonly TimeSpan PastTheLease = OpenWork.Lease + TimeSpan.FromSeconds(1);

    private static string IdOf(string key) => SessionIdentity.Of("operator", "1", key);

    /// <summary>A create after which nobody knows whether there is a meeting.</summary>
    private static async Task<Answer> CreateInVain(Household house, ApiFault fault)
    {
        house.Zoom.Faults.Now = new FaultSet { Api = [fault, new ApiFault { Kind = ApiFaultKind.ServerError, Method = "GET", Path = "/meetings" }] };
        var answer = await house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k"));
        house.Zoom.Faults.Now = new FaultSet();
        return answer;
    }

    private static ApiFault Unclear(bool applied) => new() { Kind = ApiFaultKind.ServerError, Method = "POST", Path = "/meetings", Applied = applied, Times = 1 };

    [Fact]
    public async Task A_meeting_that_was_made_after_all_is_found_by_its_agenda_and_the_session_finished()
    {
        await using var house = await Household.StartAsync(classroom);
        Assert.Equal("zoom-timeout", (await CreateInVain(house, Unclear(applied: true))).Problem);
        var meeting = Assert.Single(house.Meetings);
        Assert.Equal("idempotency-in-progress", (await house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k"))).Problem);

        house.Clock.Jump(PastTheLease);
        await house.ReconcileAsync();
        var session = await house.Operator.Get($"api/sessions/{IdOf("k")}");
        Assert.Equal(("active", $"{meeting.Id}", 5), (session.Text("status"), session.Text("meeting_id"), session["breakout_rooms"].GetArrayLength()));
        var replay = await house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k"));
        Assert.Equal((HttpStatusCode.OK, session.Text("session_id")), (replay.Status, replay.Text("session_id")));
        Assert.Single((await house.Operator.Get("api/sessions?professor_id=1"))["sessions"].EnumerateArray());
        Assert.Equal([WorkKind.Watch], await house.OpenWorkKinds());
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        Assert.Equal("started", (await house.Look(session)).Text("meeting_status"));
    }

    [Fact]
    public async Task Who_waits_ten_seconds_in_vain_for_another_with_the_same_key_is_told_to_come_again()
    {
        await using var house = await Household.StartAsync(classroom);
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.Latency, Method = "POST", Path = "/meetings", DelayMs = 3_000, Times = 1 }] };
        var creating = Enumerable.Range(0, 32).Select(_ => house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k"))).ToList();
        await Eventually.Async(async () => (await house.OpenWorkKinds()).Count == 1);
        Assert.Equal("idempotency-mismatch", (await house.Operator.Post("api/sessions", Fixtures.Api.Class("1", ("topic", "Loops")), ("Idempotency-Key", "k"))).Problem);
        await Eventually.TrueAsync(() =>
        {
            house.Clock.Jump(TimeSpan.FromSeconds(11));
            return creating.Count(c => c.IsCompleted) >= creating.Count - 1;
        });

        var answers = await Task.WhenAll(creating);
        var created = Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal($"{Assert.Single(house.Meetings).Id}", created.Text("meeting_id"));
        Assert.All(answers.Where(a => a != created), a => Assert.Equal((HttpStatusCode.Conflict, "idempotency-in-progress", true), (a.Status, a.Problem, a.Header("Retry-After") is not null)));
        Assert.Equal((HttpStatusCode.OK, IdOf("k")), await house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k")) is var replay ? (replay.Status, replay.Text("session_id")) : default);
    }

    [Fact]
    public async Task Without_a_meeting_the_session_fails_and_one_that_appears_later_goes()
    {
        await using var house = await Household.StartAsync(classroom);
        await CreateInVain(house, Unclear(applied: false));
        house.Clock.Jump(PastTheLease);
        await house.ReconcileAsync();
        Assert.Equal("failed", (await house.Operator.Get($"api/sessions/{IdOf("k")}")).Text("status"));
        Assert.Equal("session-failed", (await house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k"))).Problem);

        // The lost request lands now.
        var stray = await Land(house);
        await house.Pass(TimeSpan.FromMinutes(6));
        Assert.Null(house.Zoom.Engine.Meetings.Find(stray));
        Assert.Equal([WorkKind.Strays], await house.OpenWorkKinds());

        // And another one, late.
        await house.Pass(TimeSpan.FromMinutes(50));
        stray = await Land(house);
        await house.Pass(TimeSpan.FromMinutes(15));
        Assert.Null(house.Zoom.Engine.Meetings.Find(stray));
        Assert.Empty(await house.OpenWorkKinds());
        Assert.Equal("failed", (await house.Operator.Get("api/sessions?professor_id=1&status=failed"))["sessions"][0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Of_several_meetings_the_lowest_number_stays()
    {
        await using var house = await Household.StartAsync(classroom);
        await CreateInVain(house, Unclear(applied: true));
        var first = Assert.Single(house.Meetings).Id;
        var others = new[] { await Land(house), await Land(house) };
        house.Clock.Jump(PastTheLease);
        await house.ReconcileAsync();
        var lowest = others.Append(first).Min();
        Assert.Equal(lowest, Assert.Single(house.Meetings).Id);
        Assert.Equal($"{lowest}", (await house.Operator.Get($"api/sessions/{IdOf("k")}")).Text("meeting_id"));
    }

    [Fact]
    public async Task A_creator_who_comes_back_after_the_session_had_failed_deletes_its_meeting()
    {
        await using var house = await Household.StartAsync(classroom);
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.Latency, Method = "POST", Path = "/meetings", DelayMs = 2_000, Times = 1 }] };
        var creating = house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k"));
        await Eventually.Async(async () => (await house.OpenWorkKinds()).Count == 1);
        house.Clock.Jump(PastTheLease);
        await house.ReconcileAsync();
        Assert.Equal("failed", (await house.Operator.Get($"api/sessions/{IdOf("k")}")).Text("status"));
        Assert.Equal("session-failed", (await creating).Problem);
        Assert.Empty(house.Meetings);
    }

    [Fact]
    public async Task A_host_whom_Zoom_does_not_know_fails_the_session_too()
    {
        await using var house = await Household.StartAsync(classroom);
        await CreateInVain(house, Unclear(applied: false));
        house.Zoom.Get<UserDirectory>().Change("sarah.johnson@example.edu", user => user with { Exists = false });
        house.Clock.Jump(PastTheLease);
        await house.ReconcileAsync();
        Assert.Equal("failed", (await house.Operator.Get($"api/sessions/{IdOf("k")}")).Text("status"));
    }

    [Fact]
    public async Task One_broken_session_does_not_stop_the_others()
    {
        await using var house = await Household.StartAsync(classroom);
        var work = house.App.Services.GetRequiredService<OpenWork>();
        var broken = OpenWork.NewWork("broken");
        BinaryColumns.Write(broken, "plan", [1, 2, 3]);
        await work.AddAsync(broken, "broken", WorkKind.Create, house.Now, CancellationToken.None);
        var session = await house.NewClass(("duration", 5));
        house.Clock.Jump(TimeSpan.FromMinutes(6));
        var (done, failed) = await house.Reconciler.RunAsync(CancellationToken.None);
        Assert.Equal((1, 1), (done, failed));
        Assert.Equal("never_started", (await house.Look(session)).Text("end_reason"));
    }

    /// <summary>A request that was thought lost lands at Zoom.</summary>
    private static async Task<long> Land(Household house)
    {
        var request = new ZoomMeetingRequest { Topic = "Recursion", Agenda = $"{IdOf("k")} late", StartTime = house.Now, Duration = 60 };
        var created = await house.App.Services.GetRequiredService<IZoomClient>().CreateMeetingAsync("sarah.johnson@example.edu", request, CancellationToken.None);
        return long.Parse(created.Value.MeetingId, CultureInfo.InvariantCulture);
    }
}
