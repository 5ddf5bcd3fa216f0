using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;

namespace Functions.Tests.Infra;

/// <summary>Each alert asks for signals that the app gives, and has a chapter that says what to do.</summary>
public sealed partial class AlertsTests(Bicep bicep) : IClassFixture<Bicep>
{
    private static readonly string[] Names =
        ["webhook-answers-with-5xx", "no-challenge-from-zoom", "dead-letters", "zoom-turns-us-away", "reconciler-fails", "reconciler-is-silent"];

    /// <summary>Lengths that Azure takes, for the time between looks; a window may also be two days.</summary>
    private static readonly string[] Frequencies = ["PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D"];

    private IEnumerable<JsonObject> Alerts => bicep.Main.Module("alerts").Variables["alerts"]!.AsArray().Select(a => a!.AsObject());

    /// <summary>The query that is deployed; the compiler keeps a file's text in a variable.</summary>
    private string Query(JsonObject alert) => bicep.Main.Module("alerts").Variables[Variable().Match(Text(alert, "query")).Groups["name"].Value]!.GetValue<string>();

    [Fact]
    public void The_alerts_are_these() => Assert.Equal(Names, Alerts.Select(a => Text(a, "name")));

    [Fact]
    public void Each_has_a_chapter_in_the_handbook_that_says_what_it_means_and_what_to_do()
    {
        var handbook = SourceTree.Read("docs/operations.md");
        var alerts = handbook[handbook.IndexOf("\n## Alerts\n", StringComparison.Ordinal)..];
        Assert.All(Names, name =>
        {
            var chapter = Chapter(alerts, name);
            Assert.Contains("**Means**", chapter, StringComparison.Ordinal);
            Assert.Contains("**Do**", chapter, StringComparison.Ordinal);
        });
        Assert.Contains("format('{0} What to do: {1}#{2}'", Rule()["properties"]!["description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_names_signals_that_the_app_gives()
    {
        var code = string.Concat(Directory.EnumerateFiles(SourceTree.PathOf("Functions"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var named = Alerts.SelectMany(a => Metric().Matches(Query(a))).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.Equal(["webhook.answer.duration", "webhook.deferred", "webhook.unchallenged", "webhook.dead", "zoom.throttled", "reconciler.ticks"], named);

        Assert.All(named, name => Assert.Matches($"<(?:long|double)>\\(\"{Regex.Escape(name)}\"", code));
    }

    [Fact]
    public void Each_asks_for_metrics_alone_which_are_never_sampled() =>
        Assert.All(Alerts, a => Assert.Equal(["AppMetrics"], Table().Matches(Query(a)).Select(m => m.Value).Distinct(StringComparer.Ordinal)));

    [Fact]
    public void A_row_is_an_alarm_and_no_row_is_none()
    {
        var criterion = Rule()["properties"]!["criteria"]!["allOf"]![0]!;
        Assert.Equal(("Count", "GreaterThan", 0), (Text(criterion, "timeAggregation"), Text(criterion, "operator"), criterion["threshold"]!.GetValue<int>()));
        Assert.All(Alerts, a => Assert.Matches(@"\| where \w+ (> \d+|>= \d+|== 0)\s*$", Query(a)));
    }

    [Fact]
    public void Windows_overlap_so_that_what_arrives_late_is_seen() =>
        Assert.All(Alerts, a => Assert.True(XmlConvert.ToTimeSpan(Text(a, "over")) >= 2 * XmlConvert.ToTimeSpan(Text(a, "every")), Text(a, "name")));

    [Fact]
    public void Windows_and_looks_are_of_a_length_that_there_is() => Assert.All(Alerts, a =>
    {
        Assert.Contains(Text(a, "every"), Frequencies);
        Assert.Contains(Text(a, "over"), Frequencies.Append("P2D"));
    });

    [Fact]
    public void Somebody_is_told()
    {
        Assert.Equal("[resourceId('Microsoft.Insights/actionGroups', 'operators')]", Assert.Single(Rule()["properties"]!["actions"]!["actionGroups"]!.AsArray())!.GetValue<string>());
        Assert.Null(bicep.Main.Parameters["contactEmails"]!["defaultValue"]);
    }

    private JsonObject Rule() => bicep.Main.Only("Microsoft.Insights/scheduledQueryRules");

    private static string Chapter(string text, string name)
    {
        var start = text.IndexOf($"\n### {name}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/operations.md has no chapter {name}.");
        var end = text.IndexOf("\n##", start + 4, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    [GeneratedRegex(@"variables\('(?<name>[^']+)'\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Variable();

    [GeneratedRegex("""Name == "(?<name>[\w.]+)"(?! and \w+ has)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bApp[A-Z]\w+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Table();
}
