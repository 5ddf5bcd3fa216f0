using Functions.Tests.Fixtures;
using SampleApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Host;

public sealed class TimerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly WatchedClock clock = new(new DateTimeOffset(2026, 3, 1, 9, 0, 30, TimeSpan.Zero));

    [Fact]
    public async Task A_timer_runs_when_it_is_due_and_not_before()
    {
        await using var host = await StartAsync(nameof(EveryMinute));
        Assert.Equal(TimeSpan.FromSeconds(30), await clock.NextWaitAsync());

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, host.Journal.Count);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("09:01:00 last 00:00:00 next 09:02:00 late False http False", await host.Journal.NextAsync());
        Assert.Equal(Minute, await clock.NextWaitAsync());
        clock.Advance(Minute);
        Assert.Equal("09:02:00 last 09:01:00 next 09:03:00 late False http False", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_schedule_may_stand_in_a_setting()
    {
        await using var host = await StartAsync(nameof(BySetting), "--Ticks=*/20 * * * * *");

        Assert.Equal(TimeSpan.FromSeconds(10), await clock.NextWaitAsync());
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("ran, status False", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_failing_timer_goes_on()
    {
        await using var host = await StartAsync(nameof(Failing));

        for (var run = 0; run < 3; run++)
        {
            clock.Advance(await clock.NextWaitAsync());
            Assert.Equal("failing", await host.Journal.NextAsync());
        }
    }

    [Fact]
    public async Task A_far_occurrence_is_waited_for_in_steps()
    {
        await using var host = await StartAsync(nameof(Yearly));

        Assert.Equal(TimeSpan.FromDays(1), await clock.NextWaitAsync());
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromDays(1), await clock.NextWaitAsync());
        Assert.Equal(0, host.Journal.Count);
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_followed_at_once_by_one_run_and_overlaps_none()
    {
        await using var host = await StartAsync(nameof(Overrunning));
        var gate = host.Services.GetRequiredService<Gate>();
        clock.Advance(await clock.NextWaitAsync());
        Assert.Equal("in, late False", await host.Journal.NextAsync());

        clock.Advance(5 * Minute);
        Assert.Equal(0, host.Journal.Count);
        gate.Open();
        Assert.Equal("out", await host.Journal.NextAsync());
        Assert.Equal("in, late False", await host.Journal.NextAsync());
        gate.Open();
        Assert.Equal("out", await host.Journal.NextAsync());

        Assert.Equal(Minute, await clock.NextWaitAsync());
    }

    [Fact]
    public async Task A_timer_is_cancelled_when_the_host_stops_but_after_running_requests()
    {
        var host = await StartAsync(nameof(AtStartup));
        Assert.Equal("started", await host.Journal.NextAsync());
        var answer = host.Client.GetStringAsync("/api/invocations/stopping");
        Assert.Equal("waiting", await host.Journal.NextAsync());

        var stopped = host.StopAsync();
        host.Services.GetRequiredService<Gate>().Open();
        await stopped;

        Assert.Equal(["finished", "stopped"], host.Journal.ReadAll());
        Assert.Equal("cancelled: False", await answer);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Middleware_runs_around_a_timer()
    {
        await using var host = await StartAsync(
            nameof(BySetting),
            builder => builder.Use(next => async context =>
            {
                await next(context);
                context.InstanceServices.GetRequiredService<Journal>().Write($"after {context.FunctionDefinition.Name}");
            }),
            "--Ticks=0 * * * * *");

        clock.Advance(await clock.NextWaitAsync());

        Assert.Equal("ran, status False", await host.Journal.NextAsync());
        Assert.Equal("after BySetting", await host.Journal.NextAsync());
    }

    private Task<RunningHost> StartAsync(string timer, params string[] args) => StartAsync(timer, _ => { }, args);

    private Task<RunningHost> StartAsync(string timer, Action<FunctionsApplicationBuilder> configure, params string[] args) => RunningHost.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            configure(builder);
        },
        host => host.Services.AddSingleton<TimeProvider>(clock), [timer], args);
}
