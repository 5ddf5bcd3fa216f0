using Bench.Hosts;
using Bench.Report;

namespace Bench.Rows;

/// <summary>Runs the rows, one after the other on a machine that has nothing else to do.</summary>
internal static class Benchmarks
{
    private static readonly IRow[] Rows =
    [
        new WebhookOnAzurite(), new WebhookInMemory(), new CreateSession(), new StatusReads(), new LiveLatency(), new ColdStart(), new Storm(), new AttendanceFolding(),
    ];

    /// <param name="args"><c>[--short] [--only a,b] folder-of-the-published-apps</c></param>
    public static async Task<int> RunAsync(string[] args)
    {
        var brief = args.Contains("--short");
        var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault()?.Split(',');
        List<Measure> measures = [];
        foreach (var row in Rows.Where(r => only is null || only.Contains(r.Id)))
        {
            Console.WriteLine($"{DateTimeOffset.Now:HH:mm:ss} row {row.Id} …");

            // A new emulator for each: one that holds what the rows before wrote stops longer to collect its garbage.
            using var azurite = await AzuriteServer.StartAsync();
            var found = await row.RunAsync(new(brief, azurite, args[^1]));
            foreach (var m in found) Console.WriteLine($"  {(m.Ok ? " " : "✗")} {m.Name}: {m.Value:0.###} {m.Unit}{(m.Target is { } t ? $" (must be {t})" : "")}");
            measures.AddRange(found);
        }

        await ResultsFile.WriteAsync(measures, brief, partial: only is not null);
        return measures.TrueForAll(m => m.Ok) ? 0 : 1;
    }
}
