using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Simulator;

/// <summary>Lets fake time run fast while something waits for it.</summary>
internal sealed class Metronome : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private readonly TimeSpan _tick;

    /// <param name="tickMs">Fake milliseconds a beat of about one real one; small where real requests must keep up.</param>
    public Metronome(int tickMs = 200)
    {
        _tick = TimeSpan.FromMilliseconds(tickMs);
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
            Time.Advance(_tick);
            await Task.Delay(1);
        }
    }
}
