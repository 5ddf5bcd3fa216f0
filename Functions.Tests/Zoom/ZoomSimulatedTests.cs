using System.Diagnostics;
using System.Globalization;
using Functions.Tests.Fixtures;
using Functions.Tests.Simulator;
using Functions.Zoom;
using ZoomSimulator.Meetings;
using ZoomSimulator.Rest;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Zoom;

/// <summary>The client against the simulator: its limits, tokens, faults, meetings and reports.</summary>
public sealed class ZoomSimulatedTests
{
    private static readonly ZoomMeetingRequest AnyRequest =
        new() { Topic = "Recursion", Agenda = "s-1", StartTime = new(2050, 1, 1, 10, 0, 0, TimeSpan.Zero), Duration = 20 };

    [Fact]
    public async Task A_burst_of_two_hundred_calls_meets_no_limit_of_Zooms()
    {
        await using var zoom = await SimulatedZoom.StartAsync(options => options with { Plan = AccountPlan.Business });
        var started = Stopwatch.GetTimestamp();

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => zoom.Client.GetUserAsync(Professor, default)));

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal((200, 0), (zoom.Answered(200) - 1, zoom.Answered(429)));
        Effort.Report(string.Create(CultureInfo.InvariantCulture, $"Zoom limiter: 200 calls at 80 a second in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, no 429"));
    }

    [Fact]
    public async Task Where_Zoom_grants_less_than_was_thought_its_refusals_are_waited_out()
    {
        await using var zoom = await SimulatedZoom.StartAsync(options => options with { Plan = AccountPlan.Pro });

        var results = await Task.WhenAll(Enumerable.Range(0, 75).Select(_ => zoom.Client.GetUserAsync(Professor, default)));

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.InRange(zoom.Answered(429), 15, 100);
    }

    [Fact]
    public async Task A_token_that_dies_under_a_hundred_callers_is_replaced_once()
    {
        await using var zoom = await SimulatedZoom.StartAsync(options => options with { Limits = false });
        await zoom.Client.GetUserAsync(Professor, default);
        await zoom.Setup.ControlAsync(HttpMethod.Post, "/sim/tokens/revoke");

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => zoom.Client.GetUserAsync(Professor, default)));

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(1, zoom.Setup.Host.Tokens.Live);
        Assert.InRange(zoom.Answered(401), 1, 100);
    }

    [Fact]
    public async Task A_creation_whose_answer_never_comes_is_in_doubt_and_can_be_found()
    {
        var time = new WatchedTime();
        await using var zoom = await SimulatedZoom.StartAsync(time: time);
        await zoom.FaultAsync(new { kind = "timeout", method = "POST", path = "/meetings", times = 1, apply_after_ms = 0 });
        var call = zoom.Client.CreateMeetingAsync(Professor, AnyRequest, default);
        await Eventually.TrueAsync(() => zoom.Engine.Meetings.All.Any());
        time.Advance(TimeSpan.FromSeconds(15));

        var error = (await call).Error!;

        Assert.Equal((ZoomErrorKind.Timeout, true), (error.Kind, error.Ambiguous));
        var found = Assert.Single((await zoom.Client.ListMeetingsAsync(Professor, ZoomMeetingListType.Scheduled, default)).Value);
        Assert.Equal("s-1", found.Agenda);
    }

    [Fact]
    public async Task The_accounts_day_ends_when_Zoom_says()
    {
        await using var zoom = await SimulatedZoom.StartAsync();
        await zoom.FaultAsync(new { kind = "daily_limited", times = 1 });
        var midnight = ZoomDay.NextMidnight(TimeProvider.System.GetUtcNow());

        var error = (await zoom.Client.GetUserAsync(Professor, default)).Error!;

        Assert.Equal((ZoomErrorKind.DailyLimit, midnight), (error.Kind, error.RetryAt));
        Assert.Equal(1, zoom.Answered(429));
    }

    [Fact]
    public async Task A_hosts_hundred_creations_and_updates_end_at_midnight()
    {
        await using var zoom = await SimulatedZoom.StartAsync();
        var meeting = (await zoom.Client.CreateMeetingAsync(Professor, AnyRequest, default)).Value;
        var quota = zoom.Setup.Host.Get<DailyHostQuota>();
        for (var used = 1; used < DailyHostQuota.Limit; used++)
            Assert.True(quota.TryUse(meeting.HostId!));
        var midnight = ZoomDay.NextMidnight(TimeProvider.System.GetUtcNow());

        var creation = (await zoom.Client.CreateMeetingAsync(Professor, AnyRequest, default)).Error!;
        var update = (await zoom.Client.UpdateMeetingAsync(meeting.MeetingId, new() { Duration = 30 }, default)).Error!;

        Assert.Equal((ZoomErrorKind.DailyLimit, midnight, false), (creation.Kind, creation.RetryAt, creation.Ambiguous));
        Assert.Equal((ZoomErrorKind.DailyLimit, midnight, false), (update.Kind, update.RetryAt, update.Ambiguous));
        Assert.Null((await zoom.Client.CreateMeetingAsync("other.host@example.edu", AnyRequest, default)).Error);
    }

    [Fact]
    public async Task An_update_changes_the_rooms_until_the_meeting_starts()
    {
        await using var zoom = await SimulatedZoom.StartAsync();
        var meeting = (await zoom.Client.CreateMeetingAsync(Professor, AnyRequest, default)).Value;
        ZoomMeetingUpdate update = new()
        {
            StartTime = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Settings = new() { BreakoutRoom = new(true, [new("Ann Ash", ["ann.ash@example.edu"])]) },
        };

        Assert.Null((await zoom.Client.UpdateMeetingAsync(meeting.MeetingId, update, default)).Error);

        var read = (await zoom.Client.GetMeetingAsync(meeting.MeetingId, default)).Value;
        Assert.Equal((AnyRequest.StartTime, "Ann Ash"), (read.StartTime!.Value, Assert.Single(read.BreakoutRooms).Name));
        await zoom.Setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{meeting.MeetingId}/start");
        Assert.Equal(ZoomErrorKind.InProgress, (await zoom.Client.UpdateMeetingAsync(meeting.MeetingId, update, default)).Error!.Kind);
        Assert.Equal(ZoomErrorKind.NotFound, (await zoom.Client.UpdateMeetingAsync("1", update, default)).Error!.Kind);
    }

    [Fact]
    public async Task A_report_is_there_after_the_end_with_a_row_for_each_stay_of_each_person()
    {
        await using var zoom = await SimulatedZoom.StartAsync(options => options with { Limits = false });
        var id = await zoom.Setup.ClassIdAsync("Ann Ash", "Bob Brown");
        zoom.Engine.Lifecycle.Start(id);
        for (var person = 0; person < 310; person++)
            zoom.Engine.People.Join(id, new Arrival($"Guest {person}", RegistrantId: $"r-{person}"));
        await zoom.Setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/rooms/open");
        await zoom.Setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants/Guest 7/move", new { room = 1 });
        var uuid = zoom.Engine.Meetings.All.Single().Uuid;
        Assert.Equal(ZoomErrorKind.NotFound, (await zoom.Client.GetParticipantReportAsync(uuid, default)).Error!.Kind);
        zoom.Engine.Lifecycle.End(id);

        var rows = (await zoom.Client.GetParticipantReportAsync(uuid, default)).Value;

        Assert.Equal(312, rows.Count);
        var moved = rows.Where(row => row.Name == "Guest 7").ToList();
        Assert.Equal((2, "r-7", null), (moved.Count, moved[0].RegistrantId, moved[0].UserEmail));
        Assert.Equal(moved[0].LeaveTime, moved[1].JoinTime);
        Assert.NotEqual(moved[0].UserId, moved[1].UserId);
        Assert.DoesNotContain(rows, row => row.IsWaiting);
    }

    [Fact]
    public async Task Every_instance_has_its_report_however_awkward_its_uuid()
    {
        await using var zoom = await SimulatedZoom.StartAsync(options => options with { Limits = false });
        var id = await zoom.Setup.ClassIdAsync("Ann Ash");
        HashSet<bool> seen = [];
        for (var start = 0; start < 200 && seen.Count < 2; start++)
        {
            zoom.Engine.Lifecycle.Start(id, $"Host {start}");
            zoom.Engine.Lifecycle.End(id);
            var uuid = zoom.Engine.Meetings.All.Single().Uuid;
            seen.Add(uuid.StartsWith('/') || uuid.Contains("//", StringComparison.Ordinal));

            Assert.Equal($"Host {start}", Assert.Single((await zoom.Client.GetParticipantReportAsync(uuid, default)).Value).Name);
        }

        Assert.Equal(2, seen.Count);
    }

    [Theory]
    [InlineData("free", null)]
    [InlineData("pro", "meeting:write:meeting:admin")]
    public async Task Without_a_paid_plan_or_the_scope_a_report_is_not_available(string plan, string? scope)
    {
        await using var zoom = await SimulatedZoom.StartAsync(
            options => options with { Plan = Enum.Parse<AccountPlan>(plan, ignoreCase: true), Scopes = scope is null ? options.Scopes : [scope] }, plan: plan);

        var error = (await zoom.Client.GetParticipantReportAsync("aB3==", default)).Error!;

        Assert.Equal((ZoomErrorKind.NotAvailable, 400, false), (error.Kind, error.Status, error.Ambiguous));
    }
}
