using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Functions.Tests.Infra;

/// <summary>The workflows run nothing that can be swapped behind their back, and may do no more than they must.</summary>
public sealed partial class WorkflowsTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(SourceTree.PathOf(".github/workflows")).Select(f => Path.GetRelativePath(SourceTree.Root, f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_is_one_for_every_change_and_one_to_deploy() => Assert.Equal([".github/workflows/ci.yml", ".github/workflows/deploy.yml"], Files.Select(f => f.Data));

    [Theory, MemberData(nameof(Files))]
    public void Every_action_is_pinned_by_its_commit_and_says_its_version(string file)
    {
        var lines = SourceTree.Read(file).Split('\n').Where(l => Uses().IsMatch(l)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(Pinned(), line));
        Assert.Equal(lines.Count, Steps(file).Count(s => s.Children.ContainsKey("uses")));
    }

    [Fact]
    public void An_action_has_one_version_only()
    {
        var used = Files.SelectMany(f => Steps(f.Data)).Where(s => s.Children.ContainsKey("uses")).Select(s => Text(s["uses"]).Split('@')).ToList();
        Assert.All(used.GroupBy(u => u[0], StringComparer.Ordinal), action => Assert.Single(action.Select(u => u[1]).Distinct(StringComparer.Ordinal)));
    }

    [Theory, MemberData(nameof(Files))]
    public void It_begins_with_reading_at_most(string file)
    {
        var permissions = Assert.IsType<YamlMappingNode>(Root(file)["permissions"]);
        Assert.All(permissions.Children, p => Assert.Equal(("contents", "read"), (Text(p.Key), Text(p.Value))));
    }

    [Fact]
    public void Only_the_deployment_may_ask_for_a_token_and_nothing_may_write()
    {
        var granted = Files.SelectMany(f => Jobs(f.Data)).Where(j => j.Children.ContainsKey("permissions"))
            .SelectMany(j => ((YamlMappingNode)j["permissions"]).Children).Select(p => $"{Text(p.Key)}: {Text(p.Value)}");
        Assert.Equal(["contents: read", "id-token: write"], granted);
    }

    [Theory, MemberData(nameof(Files))]
    public void It_holds_no_secret_and_leaves_no_token_behind(string file)
    {
        Assert.DoesNotContain("secrets.", SourceTree.Read(file), StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", SourceTree.Read(file), StringComparison.Ordinal);
        var checkouts = Steps(file).Where(s => s.Children.ContainsKey("uses") && Text(s["uses"]).StartsWith("actions/checkout@", StringComparison.Ordinal)).ToList();
        Assert.All(checkouts, c => Assert.Equal("false", Text(c["with"]["persist-credentials"])));
    }

    [Theory, MemberData(nameof(Files))]
    public void What_somebody_else_may_have_written_is_never_part_of_a_script(string file) =>
        Assert.All(Steps(file).Where(s => s.Children.ContainsKey("run")), s => Assert.DoesNotContain("${{", Text(s["run"]), StringComparison.Ordinal));

    [Theory, MemberData(nameof(Files))]
    public void Every_job_ends_in_time(string file) => Assert.All(Jobs(file), job => Assert.InRange(int.Parse(Text(job["timeout-minutes"]), System.Globalization.CultureInfo.InvariantCulture), 1, 90));

    [Fact]
    public void Every_change_is_tested_built_for_azure_and_audited() =>
        Assert.Equal(["./test", "./test --azure", "tools/audit"], Steps(".github/workflows/ci.yml").Where(s => s.Children.ContainsKey("run")).Select(s => Text(s["run"])));

    private static IEnumerable<YamlMappingNode> Steps(string file) => Jobs(file).SelectMany(j => (YamlSequenceNode)j["steps"]).Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Jobs(string file) => ((YamlMappingNode)Root(file)["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static YamlMappingNode Root(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(SourceTree.Read(file)));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    [GeneratedRegex(@"^\s*(- )?uses:", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^\s*(- )?uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Pinned();
}
