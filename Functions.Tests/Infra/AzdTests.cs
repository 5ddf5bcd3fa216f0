using System.Runtime.Versioning;
using YamlDotNet.RepresentationModel;

namespace Functions.Tests.Infra;

/// <summary><c>azure.yaml</c>: what azd builds is what the Bicep makes room for.</summary>
[SupportedOSPlatform("linux")]
public sealed class AzdTests(Bicep bicep) : IClassFixture<Bicep>
{
    [Fact]
    public void Each_service_has_a_resource_that_waits_for_it()
    {
        var services = ((YamlMappingNode)Root()["services"]).Children.ToDictionary(s => Text(s.Key), s => Text(s.Value["host"]), StringComparer.Ordinal);
        Assert.Equal(new() { ["api"] = "function", ["dashboard"] = "staticwebapp" }, services);
        foreach (var (name, type) in new[] { ("api", "Microsoft.Web/sites"), ("dashboard", "Microsoft.Web/staticSites") })
            Assert.Contains($"'azd-service-name', '{name}'", bicep.Main.Only(type)["tags"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_hook_is_there_and_can_be_run()
    {
        foreach (var hook in ((YamlMappingNode)Root()["hooks"]).Children.Values.Select(h => Text(h["run"])))
            Assert.True(File.GetUnixFileMode(SourceTree.PathOf(hook)).HasFlag(UnixFileMode.UserExecute), hook);
        Assert.Equal("node ../infra/hooks/page.mjs", Text(Root()["services"]["dashboard"]["hooks"]["predeploy"]["run"]));
        Assert.True(File.Exists(SourceTree.PathOf("dashboard/../infra/hooks/page.mjs")));
    }

    [Fact]
    public void The_build_has_the_live_channels_package()
    {
        Assert.Contains("azd env set SignalRService package", SourceTree.Read("infra/hooks/preprovision.sh"), StringComparison.Ordinal);
        Assert.Contains("SignalRService: package", SourceTree.Read(".github/workflows/deploy.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Resources_come_before_what_runs_on_them() =>
        Assert.Equal(["provision", "deploy --all"], ((YamlSequenceNode)Root()["workflows"]["up"]["steps"]).Select(s => Text(s["azd"])));

    private static YamlMappingNode Root()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(SourceTree.Read("azure.yaml")));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
