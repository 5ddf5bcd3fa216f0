using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Simulator;

/// <summary>Lets fake time run fast while something waits for it.</summary>
internal sealed class Metronome : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public Metronome()
    {
        Time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        _running = Task.Run(RunAsync);
    }

    public FakeTimeProvider Time { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Time.Advance(Tick);
            await Task.Delay(1);
        }
    }
}
