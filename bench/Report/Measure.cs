namespace Bench.Report;

/// <summary>One figure of a row.</summary>
/// <param name="Target">What it must reach, in words; null for a figure that is only colour.</param>
internal sealed record Measure(string Id, string Name, double Value, string Unit, string? Target, bool Ok)
{
    public static Measure AtLeast(string id, string name, double value, string unit, double least) => new(id, name, value, unit, $"≥ {least}", value >= least);

    public static Measure AtMost(string id, string name, double value, string unit, double most) => new(id, name, value, unit, $"≤ {most}", value <= most);

    public static Measure Colour(string id, string name, double value, string unit) => new(id, name, value, unit, null, true);
}

internal static class Statistics
{
    /// <param name="part">0.99 for the value that 99 % of all are not above.</param>
    public static TimeSpan Percentile(this IEnumerable<TimeSpan> values, double part)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
    }

    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
