using System.Diagnostics;

namespace Functions.Tests.Fixtures;

/// <summary>Waits for a condition instead of for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <param name="found">What there is instead, for the message of a failure.</param>
    public static Task TrueAsync(Func<bool> condition, Func<string>? found = null) => Async(() => Task.FromResult(condition()), found);

    public static async Task Async(Func<Task<bool>> condition, Func<string>? found = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException($"What was waited for did not come. {found?.Invoke()}");
            await Task.Delay(Glance);
        }
    }

    /// <summary>The value, as soon as it is as it should be.</summary>
    public static async Task<T> Get<T>(Func<Task<T>> read, Func<T, bool> right)
    {
        var value = await read();
        await Async(async () => right(value) || right(value = await read()), () => $"Instead: {value}");
        return value;
    }
}
