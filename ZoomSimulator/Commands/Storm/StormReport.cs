using System.Globalization;

namespace ZoomSimulator.Commands.Storm;

internal sealed record StormReport(int Sent, IReadOnlyDictionary<int, int> ByStatus, TimeSpan Took, double P50, double P95, double P99)
{
    public bool AllAccepted => ByStatus.Keys.All(status => status is 200 or 204);

    public static StormReport Of(IReadOnlyList<(int Status, double Milliseconds)> answers, TimeSpan took)
    {
        var sorted = answers.Select(answer => answer.Milliseconds).Order().ToArray();
        double Percentile(double part) => sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
        var byStatus = answers.CountBy(answer => answer.Status).OrderBy(pair => pair.Key).ToDictionary();
        return new StormReport(answers.Count, byStatus, took, Percentile(0.50), Percentile(0.95), Percentile(0.99));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""
        sent     {Sent} events in {Took.TotalSeconds:0.00} s, {Sent / Math.Max(Took.TotalSeconds, 0.001):0} a second
        answers  {string.Join(", ", ByStatus.Select(pair => $"{(pair.Key == 0 ? "none" : pair.Key)}: {pair.Value}"))}
        latency  p50 {P50:0.0} ms, p95 {P95:0.0} ms, p99 {P99:0.0} ms
        """);
}
