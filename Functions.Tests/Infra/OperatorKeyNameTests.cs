using System.Text.RegularExpressions;

namespace Functions.Tests.Infra;

/// <summary>One secret has one name wherever somebody reads of it: the operator key.</summary>
public sealed partial class OperatorKeyNameTests
{
    private static readonly string[] Read = ["dashboard/src", "docs", "Functions", "Functions.Host", "Functions.SignalRService", "ZoomSimulator", "tools", "infra", "README.md", "SECURITY.md", "run", "test"];

    private static IEnumerable<string> Files() => Read.Select(SourceTree.PathOf)
        .SelectMany(path => File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        .Where(path => Kinds().IsMatch(path) && !Built().IsMatch(path));

    [Fact]
    public void Page_docs_problems_and_tools_call_it_the_operator_key()
    {
        var files = Files().ToList();
        Assert.InRange(files.Count, 300, 2000);
        var others = files.SelectMany(path => File.ReadLines(path).Where(line => AnotherName().IsMatch(line)).Select(line => $"{Path.GetRelativePath(SourceTree.Root, path)}: {line.Trim()}"));
        Assert.Empty(others);
    }

    [GeneratedRegex(@"\baccess key\b|\bapi[- ]key\b(?<!x-api-key)|operator['’]s key|key of the operator|operator access key|^\s*x-api-key {2,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex AnotherName();

    [GeneratedRegex(@"\.(cs|ts|tsx|md|http|mjs|json|bicep|html|sh)$|/(run|test|seed|soak|openapi)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Kinds();

    [GeneratedRegex("/(bin|obj|node_modules|dist)/", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Built();
}
