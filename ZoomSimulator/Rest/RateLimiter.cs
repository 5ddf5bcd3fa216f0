using ZoomSimulator.Clock;

namespace ZoomSimulator.Rest;

internal sealed record RateVerdict(bool Allowed, bool Daily, RateRule Rule, int Limit, int Remaining);

/// <summary>Counts calls of the whole account: fixed windows a category, and UTC days.</summary>
internal sealed class RateLimiter(SimulatorOptions options, SimClock clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Window, int Used)> _windows = new(StringComparer.Ordinal);

    public bool Enabled { get; set; } = options.Limits;

    public AccountPlan Plan { get; set; } = options.Plan;

    public RateVerdict Take(RateCategory category)
    {
        var rule = RateTable.Rule(Plan, category);
        lock (_gate)
        {
            var used = Use(rule.Label, rule.Window);
            if (!Enabled)
                return new RateVerdict(Allowed: true, Daily: false, rule, rule.Calls, Math.Max(0, rule.Calls - used));
            if (used > rule.Calls)
                return new RateVerdict(Allowed: false, Daily: false, rule, rule.Calls, 0);
            if (rule.Daily is { } daily && Use("day: " + rule.DailyPool, TimeSpan.FromDays(1)) > daily)
                return new RateVerdict(Allowed: false, Daily: true, rule, daily, 0);
            return new RateVerdict(Allowed: true, Daily: false, rule, rule.Calls, rule.Calls - used);
        }
    }

    private int Use(string key, TimeSpan window)
    {
        var number = clock.Now.UtcTicks / window.Ticks;
        var used = _windows.TryGetValue(key, out var last) && last.Window == number ? last.Used + 1 : 1;
        _windows[key] = (number, used);
        return used;
    }
}
