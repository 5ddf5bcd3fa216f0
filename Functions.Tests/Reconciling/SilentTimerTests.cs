using Functions.Sessions.Reconciling;
using Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using static Functions.Tests.Reconciling.Household;

namespace Functions.Tests.Reconciling;

/// <summary>What happens when no timer ticks: nobody but callers and Zoom ever wakes the app.</summary>
public sealed class SilentTimerTests(Classroom classroom)
{
    private const string Wanted = "--AzureWebJobs:Reconcile:Disabled=false";

    private Task<Household> StartAsync(string? tables = null) => Household.StartAsync(classroom, null, tables, Wanted);

    private static SilentTimer TimerOf(Household house) => house.App.Services.GetRequiredService<SilentTimer>();

    private static ReconcilerPulse PulseOf(Household house) => house.App.Services.GetRequiredService<ReconcilerPulse>();

    // Every request that is answered may begin a look; the one that counts is the last.
    private static async Task VisitAsync(Household house, Answer session)
    {
        await house.Look(session);
        await Eventually.TrueAsync(() => TimerOf(house).LastLook.IsCompleted);
        await TimerOf(house).LastLook;
    }

    [Fact]
    public async Task Without_any_timer_reads_alone_end_a_class_that_is_over()
    {
        await using var house = await StartAsync();
        var session = await house.NewClass(("duration", 20));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        house.Clock.Jump(Minutes(15));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "u", house.Now));

        for (var minute = 0; minute < 15; minute++)
        {
            house.Clock.Jump(Minutes(1));
            await VisitAsync(house, session);
        }

        Assert.Equal(("completed", "ended_in_zoom"), await house.OutcomeOf(session));
    }

    [Fact]
    public async Task Webhooks_alone_do_it_too()
    {
        await using var house = await StartAsync();
        var (session, other) = (await house.NewClass(("duration", 20)), await house.NewClass(("topic", "Another")));
        await house.Post(SignedEvent.Started(session.Text("meeting_id"), "u", house.Now));
        house.Clock.Jump(Minutes(15));
        await house.Post(SignedEvent.Ended(session.Text("meeting_id"), "u", house.Now));

        for (var minute = 0; minute < 15; minute++)
        {
            house.Clock.Jump(Minutes(1));
            await house.Post(SignedEvent.Joined(other.Text("meeting_id"), "v", $"Guest {minute}", house.Now, $"{minute}"));
            await Eventually.TrueAsync(() => TimerOf(house).LastLook.IsCompleted);
        }

        Assert.Equal(("completed", "ended_in_zoom"), await house.OutcomeOf(session));
    }

    [Fact]
    public async Task A_round_begins_only_after_five_minutes_without_one()
    {
        await using var house = await StartAsync();
        var session = await house.NewClass();
        await PulseOf(house).TickedAsync(CancellationToken.None);
        var ticked = await PulseOf(house).ReadAsync(CancellationToken.None);

        for (var minute = 0; minute < 5; minute++)
        {
            house.Clock.Jump(Minutes(1) - TimeSpan.FromSeconds(1));
            await VisitAsync(house, session);
            Assert.Equal(ticked, await PulseOf(house).ReadAsync(CancellationToken.None));
        }

        house.Clock.Jump(Minutes(1));
        await VisitAsync(house, session);
        var stoodIn = await PulseOf(house).ReadAsync(CancellationToken.None);
        Assert.Equal(ticked.ByTimer, stoodIn.ByTimer);
        Assert.True(stoodIn.Last > ticked.Last);
    }

    [Fact]
    public async Task Of_all_instances_one_runs_the_round()
    {
        var tables = classroom.Azurite.NewAccount();
        await using var house = await StartAsync(tables);
        await using var second = await StartAsync(tables);
        var pulses = new[] { PulseOf(house), PulseOf(second) };

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => pulses[i % 2].TryTakeAsync(CancellationToken.None)));
        Assert.Single(taken, took => took);

        house.Clock.Jump(Minutes(6));
        second.Clock.Jump(Minutes(6));
        taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => pulses[i % 2].TryTakeAsync(CancellationToken.None)));
        Assert.Single(taken, took => took);
    }

    [Fact]
    public async Task A_note_from_a_clock_that_is_far_ahead_counts_as_silence()
    {
        await using var house = await StartAsync();
        house.Clock.Jump(TimeSpan.FromHours(3));
        await PulseOf(house).TickedAsync(CancellationToken.None);
        house.Clock.Jump(TimeSpan.FromHours(-3));

        Assert.True(await PulseOf(house).TryTakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_timer_that_an_operator_switched_off_stays_off()
    {
        await using var house = await Household.StartAsync(classroom);
        var session = await house.NewClass();
        house.Clock.Jump(Minutes(10));
        await VisitAsync(house, session);

        Assert.Equal(new ReconcilerRounds(null, null), await PulseOf(house).ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Health_says_that_the_timer_is_silent_and_that_it_is_back()
    {
        await using var house = await StartAsync();
        Assert.Equal("healthy", await HealthAsync(house));

        house.Clock.Jump(Minutes(6));
        Assert.Equal("degraded", await HealthAsync(house));

        // A request in its place is not the timer.
        var session = await house.NewClass();
        await VisitAsync(house, session);
        house.Clock.Jump(TimeSpan.FromSeconds(16));
        Assert.Equal("degraded", await HealthAsync(house));

        await ActivatorUtilities.CreateInstance<Reconcile>(house.App.Services).Run(new TimerInfo(), CancellationToken.None);
        house.Clock.Jump(TimeSpan.FromSeconds(16));
        Assert.Equal("healthy", await HealthAsync(house));
    }

    private static async Task<string> HealthAsync(Household house) =>
        (await house.Operator.Get("api/health"))["checks"].EnumerateArray().Single(check => check.GetProperty("name").GetString() == "reconciler").GetProperty("status").GetString()!;
}
