using Functions.Tests.SelfHost.TimerSamples;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.SelfHost;

public sealed class TimerTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 9, 0, 30, TimeSpan.Zero));

    [Fact]
    public async Task A_timer_runs_when_it_is_due_and_not_before()
    {
        await using var host = await StartAsync(nameof(EveryMinute));

        await AdvanceUntilAsync(host, "09:01:00 next 09:02:00 late False http False");
        await AdvanceUntilAsync(host, "09:02:00 next 09:03:00 late False http False");
    }

    [Fact]
    public async Task A_schedule_may_stand_in_a_setting()
    {
        await using var host = await StartAsync(nameof(BySetting), "--Ticks=*/10 * * * * *");

        await AdvanceUntilAsync(host, "ran, status False");
        Assert.Equal(40, clock.GetUtcNow().Second);
    }

    [Fact]
    public async Task A_failing_timer_goes_on()
    {
        await using var host = await StartAsync(nameof(Failing));

        await AdvanceUntilAsync(host, "failing");
        await AdvanceUntilAsync(host, "failing");
    }

    [Fact]
    public async Task A_run_on_startup_is_cancelled_when_the_host_stops()
    {
        var host = await StartAsync(nameof(AtStartup));
        Assert.Equal("started", await host.Journal.NextAsync());
        var journal = host.Journal;

        await host.DisposeAsync();

        Assert.Equal("stopped", await journal.NextAsync());
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_followed_at_once_by_one_run_and_overlaps_none()
    {
        await using var host = await StartAsync(nameof(Overrunning));
        var gate = host.Services.GetRequiredService<Gate>();
        await AdvanceUntilAsync(host, "in, late False");

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, host.Journal.Count);
        gate.Open();

        Assert.Equal("out", await host.Journal.NextAsync());
        Assert.Equal("in, late False", await host.Journal.NextAsync());
        gate.Open();
        Assert.Equal("out", await host.Journal.NextAsync());
        gate.Open();
        var before = clock.GetUtcNow();
        await AdvanceUntilAsync(host, "in, late False");
        Assert.Equal(before.AddMinutes(1), clock.GetUtcNow());
        Assert.Equal("out", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task Middleware_runs_around_a_timer()
    {
        await using var host = await RunningHost.StartAsync(
            builder =>
            {
                Configure(builder.Services);
                builder.Use(next => async context =>
                {
                    await next(context);
                    context.InstanceServices.GetRequiredService<Journal>().Write($"after {context.FunctionDefinition.Name}");
                });
            },
            Named(nameof(EveryMinute)),
            []);

        await AdvanceUntilAsync(host, "09:01:00 next 09:02:00 late False http False");
        Assert.Equal("after EveryMinute", await host.Journal.NextAsync());
    }

    private static string Named(string timer) => $"Functions.Tests:Functions.Tests.SelfHost.TimerSamples.{timer}";

    private Task<RunningHost> StartAsync(string timer, params string[] args) =>
        RunningHost.StartAsync(builder => Configure(builder.Services), Named(timer), args);

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<Gate>();
    }

    // A second of the fake clock at a time, and a moment of the real one for the timer to notice.
    private async Task AdvanceUntilAsync(RunningHost host, string entry)
    {
        for (var seconds = 0; host.Journal.Count == 0; seconds++)
        {
            Assert.True(seconds < 200, $"never: {entry}");
            clock.Advance(TimeSpan.FromSeconds(1));
            for (var wait = 0; wait < 20 && host.Journal.Count == 0; wait++)
                await Task.Delay(1);
        }

        Assert.Equal(entry, await host.Journal.NextAsync());
    }
}
