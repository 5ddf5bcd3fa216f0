using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bench.Report;

/// <summary>bench/results.json, the difference to what it held before, and the table of the README.</summary>
internal static class ResultsFile
{
    private const string Path = "bench/results.json";
    private const string BeginMark = "<!-- benchmarks -->";
    private const string EndMark = "<!-- /benchmarks -->";

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="partial">Only some rows were run: nothing is written.</param>
    public static async Task WriteAsync(IReadOnlyList<Measure> measures, bool brief, bool partial)
    {
        PrintDifference(measures);
        if (partial) return;
        var results = new
        {
            machine = Machine(),
            versions = Versions(),
            date = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            mode = brief ? "short" : "full",
            results = measures.Select(m => new { m.Id, m.Name, value = Math.Round(m.Value, 3), m.Unit, m.Target, m.Ok }),
        };
        var file = brief ? ".data/bench/results-short.json" : Path;
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, Form) + "\n");
        if (!brief)
        {
            await PutTableAsync("README.md", $"{Circumstances()}\n\n{Headlines.Table(measures)}\n");
            await PutTableAsync("bench/README.md", Table(measures));
        }

        Console.WriteLine($"written: {file}");
    }

    private static void PrintDifference(IReadOnlyList<Measure> measures)
    {
        if (!File.Exists(Path)) return;
        var before = JsonNode.Parse(File.ReadAllText(Path))!["results"]!.AsArray().ToDictionary(r => (string)r!["name"]!, r => (double)r!["value"]!, StringComparer.Ordinal);
        Console.WriteLine("\nagainst the committed results:");
        foreach (var m in measures)
        {
            var difference = before.TryGetValue(m.Name, out var was) ? was == 0 ? $"{m.Value - was:+0.###;-0.###;0}" : $"{(m.Value / was) - 1:+0.0%;-0.0%;0%}" : "new";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {m.Id}  {m.Name}: {was:0.###} → {m.Value:0.###} {m.Unit} ({difference})"));
        }
    }

    private static string Table(IReadOnlyList<Measure> measures)
    {
        var table = new StringBuilder();
        table.AppendLine(Circumstances()).AppendLine();
        table.AppendLine("| | Measure | | must be |\n|---|---|---|---|");
        foreach (var m in measures.Where(m => m.Target is not null))
            table.AppendLine(CultureInfo.InvariantCulture, $"| {m.Id} | {m.Name} | {m.Value:0.##} {m.Unit} | {m.Target}{(m.Ok ? "" : " **missed**")} |");
        return table.ToString();
    }

    private static string Circumstances() => string.Create(
        CultureInfo.InvariantCulture, $"Measured {DateTimeOffset.UtcNow:yyyy-MM-dd} on {Machine()}, on our own host and the worker in two processes; {string.Join(", ", Versions().Select(v => $"{v.Key} {v.Value}"))}.");

    private static async Task PutTableAsync(string page, string table)
    {
        if (!File.Exists(page)) return;
        var text = await File.ReadAllTextAsync(page);
        var (from, to) = (text.IndexOf(BeginMark, StringComparison.Ordinal), text.IndexOf(EndMark, StringComparison.Ordinal));
        if (from < 0 || to < from) return;
        await File.WriteAllTextAsync(page, $"{text[..(from + BeginMark.Length)]}\n{table}{text[to..]}");
    }

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
        return $"{Environment.ProcessorCount} cores of {model}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0} GiB, {RuntimeInformation.OSDescription}";
    }

    private static Dictionary<string, string> Versions() => new(StringComparer.Ordinal)
    {
        [".NET"] = Environment.Version.ToString(),
        ["Node.js"] = Output("node", "--version").TrimStart('v'),
        ["Azurite"] = Package("dashboard/node_modules/azurite/package.json"),
        ["Express"] = Package("bench/express/node_modules/express/package.json"),
    };

    private static string Package(string file) => (string)JsonNode.Parse(File.ReadAllText(file))!["version"]!;

    private static string Output(string program, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(program, argument) { UseShellExecute = false, RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
