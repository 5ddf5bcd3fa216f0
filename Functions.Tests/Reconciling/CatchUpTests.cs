using System.Text.Json;
using Functions.Storage;
using Functions.Tests.Fixtures;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using ZoomSimulator.Rest;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>What lost webhooks would have said about presence is in Zoom's report.</summary>
public sealed class CatchUpTests(Classroom classroom)
{
    private const int Students = 20;
    private const int Seed = 20261124;

    private static Task<Answer> Attendance(Household house, Answer session) => house.Operator.Get($"api/sessions/{session.Text("session_id")}/attendance");

    /// <summary>Whole seconds in the meeting, as Zoom's report has them: several stays at once count once.</summary>
    private static long TrueSeconds(Household house, Answer session, string name)
    {
        var spans = house.MeetingOf(session)!.Runs.SelectMany(r => r.People).Where(p => p.Name == name).SelectMany(p => p.Stays)
            .Select(s => (From: s.From.ToUnixTimeSeconds(), To: s.To!.Value.ToUnixTimeSeconds()));
        return spans.SelectMany(s => Enumerable.Range(0, (int)(s.To - s.From)).Select(i => s.From + i)).Distinct().Count();
    }

    /// <summary>Twenty people come, move, drop, come back and go for some four hours.</summary>
    private static async Task Play(Household house, Answer session)
    {
        var random = new Random(Seed);
        var (zoom, id) = (house.Zoom.Engine, house.MeetingOf(session)!.Id);
        var people = new Participant?[Students];
        zoom.Lifecycle.Start(id);
        _ = zoom.Rooms.Open(id).Required;
        for (var act = 0; act < 300; act++)
        {
            house.Clock.Jump(TimeSpan.FromSeconds(random.Next(7, 60)));
            var n = random.Next(Students);
            people[n] = people[n] switch
            {
                null => zoom.People.Join(id, new Arrival($"Pupil {n}", Admit: true)).Required,
                { Place: Place.Left } gone => zoom.People.Rejoin(id, gone.ParticipantUuid, new Arrival(gone.Name, Admit: true), newUuid: random.Next(2) == 0).Required,
                { } there when random.Next(4) == 0 => zoom.People.Leave(id, there.ParticipantUuid).Required,
                { } there => zoom.Rooms.Move(id, there.ParticipantUuid, run => run.Rooms[random.Next(Students)]).Value ?? there,
            };
            // Events leave in the order of their moments, a quarter of a second apart: let them.
            if (act % 20 == 0) await house.Settle();
        }

        house.Clock.Jump(Minutes(2));
        zoom.Lifecycle.End(id);
        await house.Settle();
    }

    private static Task<Answer> NewClass(Household house) => house.NewClass(
        ("student_ids", null), ("duration", 150), ("students", Enumerable.Range(0, Students).Select(n => new { name = $"Pupil {n}" }).ToArray()));

    [Fact]
    public async Task With_every_tenth_event_lost_present_time_equals_the_truth_after_the_catch_up()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await NewClass(house);
        house.Listen();
        house.Zoom.Faults.Now = new FaultSet { Seed = Seed, Webhooks = new WebhookFaults { Drop = 0.1 } };
        await Play(house, session);
        house.Zoom.Faults.Now = new FaultSet();
        var lost = house.Zoom.Deliveries.NewestFirst.Count(d => d.State == ZoomSimulator.Webhooks.DeliveryState.Dropped);
        Assert.InRange(lost, 30, 250);
        var before = await Attendance(house, session);
        var wrong = Enumerable.Range(0, Students).Count(n => before["students"][n].GetProperty("present_seconds").GetInt64() != TrueSeconds(house, session, $"Pupil {n}"));
        Assert.True(wrong > 0, "No loss did any harm, so nothing is shown.");

        await house.Pass(Minutes(20));
        Assert.Equal("ended_in_zoom", (await house.Look(session)).Text("end_reason"));
        var after = await Attendance(house, session);
        for (var n = 0; n < Students; n++)
            Assert.Equal((n, TrueSeconds(house, session, $"Pupil {n}")), (n, after["students"][n].GetProperty("present_seconds").GetInt64()));
        Assert.Contains(after["students"].EnumerateArray(), s => s.GetProperty("rooms_incomplete").GetBoolean());
        Effort.Report($"catch-up: {lost} of {house.Zoom.Events.Published} events lost, {wrong} of {Students} present times wrong before, 0 after Zoom's report");

        // The second look finds the same, and is the last.
        await house.Pass(Minutes(90));
        Assert.Empty(await house.OpenWorkKinds());
        Assert.Equal(after["students"].GetRawText(), (await Attendance(house, session))["students"].GetRawText());
    }

    [Fact]
    public async Task Without_loss_the_report_changes_nothing()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await NewClass(house);
        house.Listen();
        await Play(house, session);
        await house.Pass(Minutes(8));
        var before = await Attendance(house, session);
        await house.Pass(Minutes(10));
        var after = await Attendance(house, session);
        Assert.Equal(before["students"].GetRawText(), after["students"].GetRawText());
        Assert.All(after["students"].EnumerateArray(), s => Assert.False(s.GetProperty("rooms_incomplete").GetBoolean()));
    }

    [Fact]
    public async Task Who_was_in_no_webhook_at_all_is_in_the_report()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 5));
        var (zoom, id) = (house.Zoom.Engine, house.MeetingOf(session)!.Id);
        zoom.Lifecycle.Start(id);
        await house.Post(SignedEvent.Started($"{id}", house.MeetingOf(session)!.Uuid, house.Now));
        zoom.People.Join(id, new Arrival("Alice Anderson", Admit: true));
        zoom.People.Join(id, new Arrival("Somebody Else", Admit: true));
        house.Clock.Jump(Minutes(5));
        zoom.Lifecycle.End(id);
        await house.Post(SignedEvent.Ended($"{id}", house.MeetingOf(session)!.Uuid, house.Now));
        await house.Pass(Minutes(20));
        var attendance = await Attendance(house, session);
        var (alice, stranger) = (attendance["students"][0], Assert.Single(attendance["unmatched"].EnumerateArray()));
        Assert.All([alice, stranger], p => Assert.Equal((300, 300, true), (p.GetProperty("present_seconds").GetInt32(), p.GetProperty("main_seconds").GetInt32(), p.GetProperty("rooms_incomplete").GetBoolean())));
        Assert.False(stranger.TryGetProperty("student_id", out JsonElement _));
    }

    [Fact]
    public async Task A_class_of_which_not_one_webhook_came_is_in_the_report_and_did_not_fail_to_start()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        var (zoom, id) = (house.Zoom.Engine, house.MeetingOf(session)!.Id);
        zoom.Lifecycle.Start(id);
        zoom.People.Join(id, new Arrival("Alice Anderson", Admit: true));
        zoom.People.Join(id, new Arrival("Bob Brown", Admit: true));
        house.Clock.Jump(Minutes(15));
        zoom.Lifecycle.End(id);
        await house.Pass(Minutes(25));
        var over = await house.Look(session);
        Assert.Equal(("completed", "ended_in_zoom"), (over.Text("status"), over.Text("end_reason")));
        Assert.NotNull(house.MeetingOf(session));
        Assert.InRange((over["end_time"].GetDateTimeOffset() - over["meeting_started_at"].GetDateTimeOffset()).TotalSeconds, 899, 901);
        var attendance = await Attendance(house, session);
        Assert.Equal([900, 900, 0, 0, 0], attendance["students"].EnumerateArray().Select(s => s.GetProperty("present_seconds").GetInt32()));
    }

    [Fact]
    public async Task A_run_after_the_last_catch_up_whose_end_was_lost_does_not_grow_for_ever()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        var (zoom, id) = (house.Zoom.Engine, house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Started($"{id}", "first", house.Now));
        await house.Post(SignedEvent.Ended($"{id}", "first", house.Now.AddSeconds(1)));
        await house.Pass(Minutes(110));
        Assert.Empty(await house.OpenWorkKinds());

        zoom.Lifecycle.Start(id);
        await house.Post(SignedEvent.Started($"{id}", house.MeetingOf(session)!.Uuid, house.Now));
        zoom.People.Join(id, new Arrival("Alice Anderson", Admit: true));
        zoom.People.Join(id, new Arrival("Bob Brown", Admit: true));
        await house.Post(SignedEvent.Joined($"{id}", house.MeetingOf(session)!.Uuid, "Alice Anderson", house.Now));
        await house.Pass(Minutes(20));
        zoom.Lifecycle.End(id);
        await house.Pass(Minutes(200));
        var over = await house.Look(session);
        Assert.Equal(("completed", "ended"), (over.Text("status"), over.Text("meeting_status")));
        Assert.InRange((await Attendance(house, session))["students"][0].GetProperty("present_seconds").GetInt32(), 1_195, 1_205);
        Assert.Empty(await house.OpenWorkKinds());
    }

    [Fact]
    public async Task Without_the_scope_for_past_meetings_what_never_started_is_deleted_as_before()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 20));
        house.Zoom.Tokens.Scopes = house.Zoom.Options.Scopes.Where(s => !s.Contains("past_", StringComparison.Ordinal)).ToHashSet();
        await house.Pass(Minutes(25));
        Assert.Equal("never_started", (await house.Look(session)).Text("end_reason"));
        Assert.Null(house.MeetingOf(session));
        await house.Pass(Minutes(120));
        Assert.Empty(await house.OpenWorkKinds());
    }

    [Fact]
    public async Task An_empty_report_erases_nothing()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 5));
        var (id, begun) = ($"{house.MeetingOf(session)!.Id}", house.Now);
        house.Zoom.Engine.Lifecycle.Start(house.MeetingOf(session)!.Id);
        var uuid = house.MeetingOf(session)!.Uuid;
        house.MeetingOf(session)!.Live!.People.Clear();
        await house.Post(SignedEvent.Started(id, uuid, begun));
        await house.Post(SignedEvent.Joined(id, uuid, "Alice Anderson", begun));
        house.Clock.Jump(Minutes(5));
        house.Zoom.Engine.Lifecycle.End(house.MeetingOf(session)!.Id);
        await house.Post(SignedEvent.Ended(id, uuid, begun.AddSeconds(300)));
        await house.Pass(Minutes(20));
        Assert.Equal(300, (await Attendance(house, session))["students"][0].GetProperty("present_seconds").GetInt32());
        Assert.Contains((await house.Operator.Get($"api/sessions/{session.Text("session_id")}/validate"))["checks"].EnumerateArray(), c => c.GetProperty("name").GetString() == "report" && c.GetProperty("status").GetString() == "pass");
    }

    [Fact]
    public async Task On_a_free_plan_there_is_no_report_and_a_check_warns()
    {
        await using var house = await Household.StartAsync(classroom);
        house.Zoom.Get<RateLimiter>().Plan = AccountPlan.Free;
        var session = await house.NewClass(("duration", 1));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "u", house.Now.AddSeconds(1)));
        await house.Pass(Minutes(20));
        var report = (await house.Operator.Get($"api/sessions/{session.Text("session_id")}/validate"))["checks"].EnumerateArray().Single(c => c.GetProperty("name").GetString() == "report");
        Assert.Equal("warn", report.GetProperty("status").GetString());
        await house.Pass(Minutes(90));
        Assert.Empty(await house.OpenWorkKinds());
    }

    [Fact]
    public async Task While_Zoom_is_away_the_report_is_asked_for_again_but_not_for_ever()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass(("duration", 1));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "u", house.Now.AddSeconds(1)));
        await house.Pass(Minutes(8));
        Assert.Equal([WorkKind.CatchUp], await house.OpenWorkKinds());
        house.Zoom.Faults.Now = new FaultSet { Api = [new ApiFault { Kind = ApiFaultKind.DailyLimited, Path = "/report/" }] };
        for (var i = 0; i < 5; i++)
        {
            house.Clock.Jump(Minutes(30));
            await house.ReconcileAsync();
        }

        Assert.Empty(await house.OpenWorkKinds());
    }
}
