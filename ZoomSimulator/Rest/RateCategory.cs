namespace ZoomSimulator.Rest;

internal enum AccountPlan
{
    Free,
    Pro,
    Business,
}

/// <summary>Zoom's labels for how much a call costs.</summary>
internal enum RateCategory
{
    Light,
    Medium,
    Heavy,
    ResourceIntensive,
}

/// <summary>So many calls in a window, and so many in a UTC day; null: no daily limit of its own.</summary>
internal sealed record RateRule(string Label, int Calls, TimeSpan Window, int? Daily, string DailyPool);

/// <summary>The table of Zoom's rate limits page (February 2026).</summary>
internal static class RateTable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static RateRule Rule(AccountPlan plan, RateCategory category) => (category, plan) switch
    {
        (RateCategory.Light, AccountPlan.Free) => new("Light", 4, Second, 6_000, "light"),
        (RateCategory.Light, AccountPlan.Pro) => new("Light", 30, Second, Daily: null, "light"),
        (RateCategory.Light, _) => new("Light", 80, Second, Daily: null, "light"),
        (RateCategory.Medium, AccountPlan.Free) => new("Medium", 2, Second, 2_000, "medium"),
        (RateCategory.Medium, AccountPlan.Pro) => new("Medium", 20, Second, Daily: null, "medium"),
        (RateCategory.Medium, _) => new("Medium", 60, Second, Daily: null, "medium"),
        (RateCategory.Heavy, AccountPlan.Free) => new("Heavy", 1, Second, 1_000, "heavy"),
        (RateCategory.Heavy, AccountPlan.Pro) => new("Heavy", 10, Second, 30_000, "heavy and intensive"),
        (RateCategory.Heavy, _) => new("Heavy", 40, Second, 60_000, "heavy and intensive"),
        (_, AccountPlan.Free) => new("Resource-intensive", 10, Minute, 30_000, "intensive"),
        (_, AccountPlan.Pro) => new("Resource-intensive", 10, Minute, 30_000, "heavy and intensive"),
        _ => new("Resource-intensive", 20, Minute, 60_000, "heavy and intensive"),
    };
}
