using System.Globalization;
using System.Text;

namespace Functions.Tests.Telemetry;

/// <summary>The spans of one trace as a tree, one line each, as docs/observability.md shows it.</summary>
internal sealed class TraceTree(IEnumerable<SeenSpan> seen, string traceId)
{
    private static readonly string[] Shown = ["http.response.status_code", "db.response.status_code", "zoom.code", "http.request.resend_count", "storage.retries", "zoom.event", "webhook.outcome", "error.type"];

    private readonly SeenSpan[] spans = [.. seen.Where(s => s.TraceId == traceId).OrderBy(s => s.Start)];

    /// <summary>The spans whose parents are not of this trace: one, if all hangs together.</summary>
    public IReadOnlyList<SeenSpan> Roots => [.. spans.Where(s => spans.All(p => p.Id != s.ParentId))];

    public IReadOnlyList<SeenSpan> Spans => spans;

    public IReadOnlyList<SeenSpan> Under(SeenSpan parent) => [.. spans.Where(s => s.ParentId == parent.Id)];

    public SeenSpan One(string name) => Assert.Single(spans, s => s.Name == name);

    public IEnumerable<string> Names(SeenSpan parent) => Under(parent).Select(s => s.Name);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var root in Roots) Write(text, root, root, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, SeenSpan span, SeenSpan root, int depth)
    {
        var name = new string(' ', depth * 2) + span.Name;
        var tags = string.Join(' ', Shown.Where(span.Tags.ContainsKey).Select(t => $"{t[(t.LastIndexOf('.') + 1)..]}={span.Tags[t]}"));
        var line = string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(span.Start - root.Start),8:F1} {Milliseconds(span.End - span.Start),8:F1}  {name,-46} {tags}");
        text.AppendLine(line.TrimEnd());
        foreach (var child in Under(span)) Write(text, child, root, depth + 1);
    }

    private static double Milliseconds(ulong nanoseconds) => nanoseconds / 1e6;
}
