using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Infra;

/// <summary>What is made on Azure: by identity only, closed where it can be, and so that it can be made again after it was deleted.</summary>
public sealed partial class ResourcesTests(Bicep bicep) : IClassFixture<Bicep>
{
    [Fact]
    public void No_service_lets_a_key_in()
    {
        Assert.False(Property("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess"));
        Assert.False(Property("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess"));
        Assert.True(Property("Microsoft.SignalRService/signalR", "disableLocalAuth"));
        Assert.True(Property("Microsoft.Insights/components", "DisableLocalAuth"));
        Assert.True(bicep.Main.Only("Microsoft.OperationalInsights/workspaces")["properties"]!["features"]!["disableLocalAuth"]!.GetValue<bool>());
        Assert.All(bicep.Main.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), p => Assert.False(p["properties"]!["allow"]!.GetValue<bool>()));
        Assert.Equal(2, bicep.Main.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count);
    }

    [Fact]
    public void No_key_is_ever_asked_for() => Assert.DoesNotMatch(Keys(), bicep.Text);

    [Fact]
    public void The_vault_survives_its_deletion_by_seven_days_and_can_be_had_back()
    {
        var vault = bicep.Main.Only("Microsoft.KeyVault/vaults")["properties"]!;
        Assert.True(vault["enablePurgeProtection"]!.GetValue<bool>());
        Assert.True(vault["enableRbacAuthorization"]!.GetValue<bool>());
        Assert.Null(vault["accessPolicies"]);
        Assert.Equal(7, vault["softDeleteRetentionInDays"]!.GetValue<int>());
        Assert.Equal("[if(parameters('recover'), 'recover', 'default')]", Text(vault["createMode"]));
        Assert.Equal("[parameters('recoverVault')]", Text(bicep.Main.Given("vault", "recover")));
        Assert.Contains("string(parameters('vaultGeneration'))", Text(bicep.Main.Given("vault", "name")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_always_waits_for_zoom()
    {
        var scale = bicep.Main.Only("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!;
        var ready = Assert.Single(scale["alwaysReady"]!.AsArray())!;
        Assert.Equal("http", Text(ready["name"]));
        Assert.Equal("[parameters('alwaysReady')]", Text(ready["instanceCount"]));
        Assert.All(new[] { bicep.Main, bicep.Main.Module("app") }, t => Assert.Equal(1, t.Parameters["alwaysReady"]!["minValue"]!.GetValue<int>()));
        Assert.Equal(1, bicep.Main.Parameters["alwaysReady"]!["defaultValue"]!.GetValue<int>());
    }

    [Fact]
    public void The_app_runs_on_flex_consumption_and_fetches_its_package_by_identity()
    {
        var app = bicep.Main.Only("Microsoft.Web/sites");
        var config = app["properties"]!["functionAppConfig"]!;
        Assert.Equal("FC1", Text(bicep.Main.Only("Microsoft.Web/serverfarms")["sku"]!["name"]));
        Assert.Equal(("dotnet-isolated", "10.0"), (Text(config["runtime"]!["name"]), Text(config["runtime"]!["version"])));
        Assert.Equal("UserAssignedIdentity", Text(config["deployment"]!["storage"]!["authentication"]!["type"]));
        Assert.Equal("UserAssigned", Text(app["identity"]!["type"]));
        Assert.True(app["properties"]!["httpsOnly"]!.GetValue<bool>());
        Assert.Equal("1.2", Text(app["properties"]!["siteConfig"]!["minTlsVersion"]));
    }

    [Fact]
    public void The_page_is_never_linked_to_the_function_app()
    {
        Assert.Single(bicep.Main.OfType("Microsoft.Web/staticSites"));
        Assert.All(bicep.Main.Resources, r => Assert.DoesNotMatch("(?i)linkedBackends|userProvidedFunctionApps|databaseConnections", Text(r["type"])));
        Assert.DoesNotMatch("(?i)linkedBackend|userProvidedFunctionApp", bicep.Text);
    }

    [Fact]
    public void Only_named_pages_may_call_and_listen()
    {
        Assert.Equal("[parameters('allowedOrigins')]", Text(bicep.Main.Only("Microsoft.Web/sites")["properties"]!["siteConfig"]!["cors"]!["allowedOrigins"]));
        Assert.Equal("[parameters('allowedOrigins')]", Text(bicep.Main.Only("Microsoft.SignalRService/signalR")["properties"]!["cors"]!["allowedOrigins"]));
        foreach (var module in new[] { "app", "signalR" })
        {
            var origins = Text(bicep.Main.Given(module, "allowedOrigins"));
            Assert.StartsWith("[union(createArray(reference('dashboard').outputs.origin.value), ", origins, StringComparison.Ordinal);
            Assert.DoesNotContain("*", origins, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_live_channel_is_serverless()
    {
        var feature = Assert.Single(bicep.Main.Only("Microsoft.SignalRService/signalR")["properties"]!["features"]!.AsArray())!;
        Assert.Equal(("ServiceMode", "Serverless"), (Text(feature["flag"]), Text(feature["value"])));
    }

    [Fact]
    public void A_private_stage_is_one_parameter_away()
    {
        string[] optional = [.. bicep.Main.Modules.Where(m => m.Deployment["condition"] is not null).Select(m => $"{m.Name} {Text(m.Deployment["condition"])}").Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["budget [and(greater(parameters('budgetAmount'), 0), not(empty(parameters('budgetStart'))))]", "endpoints [parameters('privateNetworking')]", "network [parameters('privateNetworking')]"],
            optional);
        foreach (var module in new[] { "storage", "vault" }) Assert.Equal("[parameters('privateNetworking')]", Text(bicep.Main.Given(module, "isPrivate")));
        Assert.False(bicep.Main.Parameters["privateNetworking"]!["defaultValue"]!.GetValue<bool>());
        Assert.Equal(["blob", "table", "vault"], Variable(bicep.Main.Module("endpoints"), "groups"));
    }

    private static string[] Variable(Template template, string name) => [.. template.Variables[name]!.AsArray().Select(Text)];

    private bool Property(string type, string name) => bicep.Main.Only(type)["properties"]![name]!.GetValue<bool>();

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    [GeneratedRegex("(?i)listKeys|listSecrets|listAccountSas|AccountKey=|AccessKey=|SharedAccessSignature", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Keys();
}
