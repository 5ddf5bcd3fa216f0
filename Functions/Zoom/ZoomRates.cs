namespace Functions.Zoom;

/// <summary>So many calls in any stretch of time as long as the window, and so many in a day of the account's, if that is limited.</summary>
internal sealed record ZoomRate(int Calls, TimeSpan Window, ZoomDay? Day = null)
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    /// <summary>A part of it, rounded down; of less than one call, one in a window that is longer by as much.</summary>
    public ZoomRate Part(double share)
    {
        var calls = Exact(Calls * share);
        return calls >= 1 ? this with { Calls = (int)calls }
            : this with { Calls = 1, Window = Window >= LongestWindow * calls ? LongestWindow : Window / calls };
    }

    /// <summary>Without the last digits, in which a tenth of thirty is not three.</summary>
    public static double Exact(double calls) => Math.Round(calls, 9);
}

/// <summary>The rates of a plan, by category (Zoom rate limits documentation, February 2026).</summary>
internal static class ZoomRates
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A process's share of what Zoom grants the account. Tokens are not limited.</summary>
    public static IReadOnlyDictionary<ZoomRateCategory, ZoomRate> Of(ZoomPlan plan, double share)
    {
        var heavy = plan is ZoomPlan.Free ? null : Day(plan is ZoomPlan.Pro ? 30_000 : 60_000);
        return plan switch
        {
            ZoomPlan.Free => Table(
                new(4, Second, Day(6_000)), new(2, Second, Day(2_000)), new(1, Second, Day(1_000)), new(10, Minute, Day(30_000))),
            // Heavy and resource-intensive calls share their day.
            ZoomPlan.Pro => Table(new(30, Second), new(20, Second), new(10, Second, heavy), new(10, Minute, heavy)),
            _ => Table(new(80, Second), new(60, Second), new(40, Second, heavy), new(20, Minute, heavy)),
        };

        ZoomDay Day(int calls) => new(Math.Max(1, (int)ZoomRate.Exact(calls * share)));

        Dictionary<ZoomRateCategory, ZoomRate> Table(ZoomRate light, ZoomRate medium, ZoomRate heavy, ZoomRate intensive) => new()
        {
            [ZoomRateCategory.Light] = light.Part(share),
            [ZoomRateCategory.Medium] = medium.Part(share),
            [ZoomRateCategory.Heavy] = heavy.Part(share),
            [ZoomRateCategory.ResourceIntensive] = intensive.Part(share),
        };
    }
}
