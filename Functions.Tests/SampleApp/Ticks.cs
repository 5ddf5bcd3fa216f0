using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed class EveryMinute(Journal journal, TimeProvider clock)
{
    [Function(nameof(EveryMinute))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context)
    {
        var status = timer.ScheduleStatus!;
        var schedule = $"last {status.Last:HH:mm:ss} next {status.Next:HH:mm:ss} late {timer.IsPastDue}";
        journal.Write($"{clock.GetUtcNow():HH:mm:ss} {schedule} http {context.GetHttpContext() is not null}");
        return Task.CompletedTask;
    }
}

public sealed class BySetting(Journal journal)
{
    [Function(nameof(BySetting))]
    public void Run([TimerTrigger("%Ticks%", UseMonitor = false)] TimerInfo timer) => journal.Write($"ran, status {timer.ScheduleStatus is not null}");
}

public sealed class AtStartup(Journal journal)
{
    [Function(nameof(AtStartup))]
    public async Task Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
    {
        journal.Write("started");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            journal.Write("stopped");
        }
    }
}

public sealed class Yearly(Journal journal)
{
    [Function(nameof(Yearly))]
    public void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => journal.Write($"ran late {timer.IsPastDue}");
}

public sealed class Failing(Journal journal)
{
    [Function(nameof(Failing))]
    public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
    {
        journal.Write("failing");
        throw new InvalidOperationException("as it should");
    }
}

public sealed class Overrunning(Journal journal, Gate gate)
{
    [Function(nameof(Overrunning))]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
    {
        journal.Write($"in, late {timer.IsPastDue}");
        await gate.PassAsync();
        journal.Write("out");
    }
}

public sealed class Gate
{
    private readonly SemaphoreSlim passes = new(0);

    public void Open() => passes.Release();

    public Task PassAsync() => passes.WaitAsync();
}
