using ZoomSimulator.Meetings;

namespace ZoomSimulator.Scenarios;

/// <summary>
/// One thing that happens in a scenario, after a wait: <paramref name="Seconds"/> divided by the speed, but never less than
/// <paramref name="AtLeast"/>, so that a watcher can see every step.
/// </summary>
internal sealed record Beat(double Seconds, double AtLeast, string Text, Func<Refusal?> Act)
{
    /// <summary>A watcher needs to poll once or twice.</summary>
    public const double Glance = 2.5;

    /// <summary>A leave is believed after five seconds, and so is a second move of the same person.</summary>
    public const double Settle = 7;

    public TimeSpan Wait(double speed) => TimeSpan.FromSeconds(Math.Max(Seconds / speed, AtLeast));
}
