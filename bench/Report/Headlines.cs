using System.Globalization;

namespace Bench.Report;

/// <summary>The README's table: a line a row, what was measured and what came out, with what was missed in bold.</summary>
internal static class Headlines
{
    private static readonly (string Id, string Measured, string Target)[] Rows =
    [
        ("a", "webhooks into Azurite, 32 connections: rate, as a part of what the same storage calls reach alone", "≥ 0.8"),
        ("b", "webhooks, storage answered in memory: rate and processor time an event, as a multiple of Express 5 without storage", "≥ 3, ≤ 0.7"),
        ("b2", "the same, as a multiple of an empty function on the same host and worker", "≥ 0.7, ≤ 1.5"),
        ("c", "create with 5, 25, 50, 99 students: calls of Zoom; storage phases; time, as a multiple of the calls' alone, the worst", "1; the same; ≤ 1.3"),
        ("d", "status of 50 rooms, whatever the log's length up to 50,000: requests, entities, bytes read", "the same"),
        ("e", "event posted to message in a SignalR client, leading edge, 100 events/s: p50, p99", "≤ 25, ≤ 150 ms"),
        ("f", "process start to first webhook answered, compiled ahead: as a multiple of an empty function's, same host and packages", "≤ 1.3"),
        ("g", "40,200 events of 200 starting classes: lost or doubled; not 200; p99 of the answer; most memory of host and worker", "0; 0; < 1,000 ms; ≤ 350 MB"),
        ("h", "5 million events folded into attendance: as a multiple of straightforward LINQ's speed", "≥ 5"),
    ];

    public static string Table(IReadOnlyList<Measure> measures) => string.Join('\n', Rows.Select(row =>
    {
        var mine = measures.Where(m => m.Id == row.Id && m.Target is not null).ToList();
        return $"| {row.Id} | {row.Measured} | {string.Join(", ", Figures(row.Id, mine))} | {row.Target} |";
    }).Prepend("|---|---|---|---|").Prepend("| | Measured | | must be |"));

    // Where a row has a figure for each size, the worst of them.
    private static IEnumerable<string> Figures(string id, List<Measure> mine) => id switch
    {
        "c" => [Worst(mine, "calls"), Worst(mine, "phases"), Worst(mine, "×")],
        "d" => [Worst(mine, "requests"), Worst(mine, "entities"), Worst(mine, "bytes")],
        "g" => mine.Where(m => m.Unit != "people").Select(Text),
        _ => mine.Select(Text),
    };

    private static string Worst(List<Measure> mine, string unit)
    {
        var worst = mine.Where(m => m.Unit == unit).MaxBy(m => (!m.Ok, m.Value));
        return worst is null ? "" : Text(worst);
    }

    private static string Text(Measure m)
    {
        // Of what is counted the row itself says what it is.
        var text = m.Unit is "×" or "ms" or "MB"
            ? string.Create(CultureInfo.InvariantCulture, $"{m.Value:0.##} {m.Unit}")
            : m.Value.ToString("#,0", CultureInfo.InvariantCulture);
        return m.Ok ? text : $"**{text}**";
    }
}
