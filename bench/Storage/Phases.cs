namespace Bench.Storage;

/// <summary>
/// How often one waits for storage: calls that are made at the same time are one phase. So are point reads of one table that follow each
/// other at most so many at a time, however long that takes.
/// </summary>
internal static class Phases
{
    /// <returns>Indexes of the calls of each phase, in order.</returns>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<RecordedCall> calls)
    {
        List<int[]> phases = [];
        List<int> phase = [];
        var over = long.MinValue;
        foreach (var i in Enumerable.Range(0, calls.Count).OrderBy(i => calls[i].Began))
        {
            if (phase.Count > 0 && calls[i].Began >= over && !(IsPointRead(calls[i]) && phase.Exists(before => TableOf(calls[before]) == TableOf(calls[i]) && IsPointRead(calls[before]))))
            {
                phases.Add([.. phase]);
                phase.Clear();
            }

            phase.Add(i);
            over = Math.Max(over, calls[i].Ended);
        }

        return [.. phases, [.. phase]];
    }

    private static bool IsPointRead(RecordedCall call) => call.Method == "GET" && call.Path.Contains("(PartitionKey=", StringComparison.Ordinal);

    private static string TableOf(RecordedCall call) => call.Path.Split('(')[0];
}
