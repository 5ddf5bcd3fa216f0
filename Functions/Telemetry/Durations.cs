using System.Diagnostics.Metrics;

namespace Functions.Telemetry;

/// <summary>Boundaries of histograms in seconds, finest where the limits are: 0.5 s between hints, 2.5 s for a webhook, 25 s for a creation.</summary>
internal static class Durations
{
    public static InstrumentAdvice<double> Calls { get; } = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25],
    };
}
