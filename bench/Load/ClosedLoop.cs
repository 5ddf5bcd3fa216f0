using System.Collections.Concurrent;
using System.Diagnostics;

namespace Bench.Load;

/// <summary>What became of a load.</summary>
/// <param name="Latencies">Of each request, in the order in which they were answered.</param>
internal sealed record LoadReport(TimeSpan Took, IReadOnlyDictionary<int, int> ByStatus, IReadOnlyList<TimeSpan> Latencies)
{
    public double Rate => Latencies.Count / Took.TotalSeconds;

    public bool AllOk => ByStatus.Keys.All(status => status is 200);
}

/// <summary>Each connection sends its next request when the last one is answered, as long as there are any.</summary>
internal static class ClosedLoop
{
    public static async Task<LoadReport> RunAsync(Uri origin, IReadOnlyList<PreparedRequest> requests, int connections)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => RawConnection.OpenAsync(origin)));
        var next = -1;
        var answers = new (int Status, TimeSpan Took)[requests.Count];
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(open.Select(async connection =>
        {
            await Task.Yield();
            while (Interlocked.Increment(ref next) is var number && number < requests.Count)
            {
                var sent = Stopwatch.GetTimestamp();
                answers[number] = (await connection.SendAsync(requests[number]), Stopwatch.GetElapsedTime(sent));
            }
        }));
        var took = Stopwatch.GetElapsedTime(began);
        foreach (var connection in open) connection.Dispose();
        return new(took, answers.CountBy(a => a.Status).ToDictionary(), [.. answers.Select(a => a.Took)]);
    }
}
