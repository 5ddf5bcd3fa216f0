using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Infra;

/// <summary>The description of the Azure resources compiles, every file of it, without a warning, and is laid out as its formatter does.</summary>
public sealed partial class BicepTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(SourceTree.PathOf("infra"), "*.bicep", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(SourceTree.Root, f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_has_no_error_and_no_warning(string file)
    {
        var (code, output, errors) = await Bicep.RunAsync("lint", file);
        Assert.Equal((0, "", ""), (code, output.Trim(), errors.Trim()));
    }

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_is_formatted(string file)
    {
        var (code, output, _) = await Bicep.RunAsync("format", file, "--stdout");
        Assert.Equal((0, SourceTree.Read(file).Trim()), (code, output.Trim()));
    }

    [Fact]
    public async Task The_linter_would_find_fault()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.Copy(SourceTree.PathOf("infra/bicepconfig.json"), Path.Combine(folder.FullName, "bicepconfig.json"));
            var file = Path.Combine(folder.FullName, "bad.bicep");
            await File.WriteAllTextAsync(file, "param unused string\noutput key string = listKeys('/some/id', '2024-01-01').keys[0].value\n", TestContext.Current.CancellationToken);
            var (code, _, errors) = await Bicep.RunAsync("lint", file);
            Assert.NotEqual(0, code);
            Assert.Contains("no-unused-params", errors, StringComparison.Ordinal);
            Assert.Contains("outputs-should-not-contain-secrets", errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void No_finding_is_waved_through()
    {
        Assert.All(Files, file => Assert.DoesNotContain("#disable", SourceTree.Read(file.Data), StringComparison.Ordinal));
        var rules = JsonNode.Parse(SourceTree.Read("infra/bicepconfig.json"))!["analyzers"]!["core"]!["rules"]!.AsObject();
        Assert.All(rules, rule => Assert.Equal("error", rule.Value!["level"]!.GetValue<string>()));
    }

    [Fact]
    public void Nothing_is_fetched_from_a_module_registry() =>
        Assert.All(Files, file => Assert.DoesNotMatch(Registry(), SourceTree.Read(file.Data)));

    [GeneratedRegex("'(br|ts)[/:]", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Registry();
}
