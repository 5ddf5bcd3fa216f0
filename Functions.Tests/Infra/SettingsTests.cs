using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Infra;

/// <summary>The app's settings on Azure: all that it reads, nothing that the platform refuses, and no secret anywhere.</summary>
public sealed partial class SettingsTests(Bicep bicep) : IClassFixture<Bicep>
{
    private const string Nothing = "";

    /// <summary>Telemetry goes to Azure Monitor, not to a collector.</summary>
    private const string OtherTelemetry = "OTEL_";

    /// <summary>What the platform, the SDKs or the host read; the README is about the app's own settings.</summary>
    private static readonly string[] Platform =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
        "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
    ];

    /// <summary>Settings of the README that Azure does without, and why.</summary>
    private static readonly Dictionary<string, string> Without = new(StringComparer.Ordinal)
    {
        ["AzureWebJobsStorage"] = "a connection string", ["AzureSignalRConnectionString"] = "a connection string",
        ["OperatorKey"] = "in the vault", ["Zoom__ClientSecret"] = "in the vault", ["Zoom__WebhookSecret"] = "in the vault", ["Zoom__PreviousWebhookSecret"] = "in the vault",
        ["Zoom__BaseUrl"] = "the default", ["Zoom__OAuthUrl"] = "the default",
    };

    /// <summary>Flex Consumption takes these from the app's configuration, and refuses them as settings.</summary>
    private static readonly string[] Refused =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE",
        "SCM_DO_BUILD_DURING_DEPLOYMENT", "ENABLE_ORYX_BUILD", "WEBSITE_VNET_ROUTE_ALL", "WEBSITE_CONTENTOVERVNET", "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
        "FUNCTIONS_WORKER_PROCESS_COUNT", "APPINSIGHTS_INSTRUMENTATIONKEY",
    ];

    [Fact]
    public void Every_setting_of_the_readme_is_set_or_deliberately_not()
    {
        Assert.All(OfReadme().Except(Settings().Keys).Except(Without.Keys), name => Assert.StartsWith(OtherTelemetry, name, StringComparison.Ordinal));
        Assert.Empty(Settings().Keys.Intersect(Without.Keys));
    }

    [Fact]
    public void Nothing_is_set_that_nobody_reads() => Assert.Empty(Settings().Keys.Except(OfReadme()).Except(Platform));

    [Fact]
    public void Nothing_is_set_that_the_platform_refuses() => Assert.Empty(Settings().Keys.Intersect(Refused, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void The_identity_is_named_wherever_a_user_assigned_one_has_to_be()
    {
        foreach (var connection in new[] { "AzureSignalRConnectionString", "AzureWebJobsStorage" })
        {
            Assert.Equal("managedidentity", Settings()[$"{connection}__credential"]);
            Assert.Matches(ClientId(), Settings()[$"{connection}__clientId"]);
        }

        Assert.Matches(ClientId(), Settings()["AZURE_CLIENT_ID"]);
        Assert.Matches("^.format\\('ClientId=\\{0\\};Authorization=AAD', reference\\('identity'\\)", Settings()["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
    }

    [Fact]
    public void No_secret_is_in_a_parameter_a_setting_or_an_output()
    {
        Assert.All(bicep.Main.Parameters, p => Assert.DoesNotMatch("(?i)secure", p.Value!["type"]?.GetValue<string>() ?? Nothing));
        foreach (var name in bicep.Main.Parameters.Select(p => p.Key).Concat(Settings().Keys).Concat(bicep.Main.Outputs.Select(o => o.Key)))
            Assert.DoesNotMatch("(?i)secret|password|operator_?key|token|sas$", name);
        Assert.DoesNotContain("Microsoft.KeyVault/vaults/secrets", bicep.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@Microsoft.KeyVault", bicep.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_parameter_comes_from_the_stage_and_has_the_same_default_there()
    {
        var given = JsonNode.Parse(SourceTree.Read("infra/main.parameters.json"))!["parameters"]!.AsObject();
        Assert.Equal(bicep.Main.Parameters.Select(p => p.Key).Order(StringComparer.Ordinal), given.Select(p => p.Key).Order(StringComparer.Ordinal));
        foreach (var (name, value) in given)
        {
            var variable = Variable().Match(value!["value"]!.GetValue<string>());
            Assert.True(variable.Success, name);
            if (variable.Groups["default"].Success && name != "handbook")
                Assert.Equal(bicep.Main.Parameters[name]!["defaultValue"]?.ToString().ToLowerInvariant() ?? Nothing, variable.Groups["default"].Value.ToLowerInvariant());
        }
    }

    [Fact]
    public void Every_value_of_a_stage_is_in_the_handbook()
    {
        var handbook = SourceTree.Read("docs/deploy.md");
        var variables = Variable().Matches(SourceTree.Read("infra/main.parameters.json")).Select(m => m.Groups["name"].Value)
            .Concat(FromEnvironment().Matches(SourceTree.Read("infra/hooks/page.mjs")).Select(m => m.Groups["name"].Value))
            .Except(bicep.Main.Outputs.Select(o => o.Key)).Where(v => v is not ("AZURE_ENV_NAME" or "AZURE_PRINCIPAL_ID" or "AZURE_PRINCIPAL_TYPE"));
        Assert.All(variables, variable => Assert.Contains($"`{variable}`", handbook, StringComparison.Ordinal));
    }

    private static HashSet<string> OfReadme()
    {
        var readme = SourceTree.Read("README.md");
        var chapter = readme[readme.IndexOf("## Configuration", StringComparison.Ordinal)..readme.IndexOf("## Hosting", StringComparison.Ordinal)];
        var rows = chapter.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        return rows.SelectMany(Names).Where(n => !n.StartsWith("FunctionsHost__", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>In a row <c>A__B</c>, <c>…__C</c> is short for <c>A__C</c>.</summary>
    private static IEnumerable<string> Names(string row)
    {
        var section = Nothing;
        foreach (Match match in Name().Matches(row))
        {
            var (shortened, name) = (match.Groups["shortened"].Success, match.Groups["name"].Value);
            if (!shortened) section = name.Split("__")[0];
            yield return shortened ? $"{section}__{name}" : name;
        }
    }

    private Dictionary<string, string> Settings()
    {
        var own = bicep.Main.Module("app").OfType("Microsoft.Web/sites/config").Single()["properties"]!.GetValue<string>();
        var given = bicep.Main.Given("app", "settings").AsObject().ToDictionary(s => s.Key, s => s.Value!.GetValue<string>(), StringComparer.Ordinal);
        foreach (Match pair in Pair().Matches(own)) given.Add(pair.Groups["name"].Value, pair.Groups["value"].Value.Trim('\''));
        return given;
    }

    [GeneratedRegex(@"`(?<shortened>…__)?(?<name>[A-Za-z]\w+)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(=(?<default>[^}]*))?\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Variable();

    [GeneratedRegex("""(?:needed|value|list)\("(?<name>[A-Z_]+)"\)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FromEnvironment();

    [GeneratedRegex(@"'(?<name>A\w+)', (?<value>'[^']*'|parameters\('\w+'\))", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"identity.*clientId|parameters\('identityClientId'\)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex ClientId();
}
