using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Infra;

/// <summary>Who may do what: this table, the one in docs/deploy.md, and nothing else.</summary>
public sealed partial class RolesTests(Bicep bicep) : IClassFixture<Bicep>
{
    // Ids of Azure's built-in roles.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["7e4f1700-ea5a-4f59-8f37-079cfe29dce3"] = "SignalR Service Owner",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    private static readonly string[] Table =
    [
        "app | Key Vault Secrets User | vault",
        "app | Monitoring Metrics Publisher | Application Insights",
        "app | SignalR Service Owner | SignalR Service",
        "app | Storage Blob Data Owner | storage account",
        "app | Storage Table Data Contributor | storage account",
        "deployer | Key Vault Secrets Officer | vault",
    ];

    [Fact]
    public void The_roles_are_these_and_no_others()
    {
        var given = bicep.Main.Modules.SelectMany(m => m.Template.OfType("Microsoft.Authorization/roleAssignments").Select(r => Row(m.Template, r)));
        Assert.Equal(Table, given.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_handbook_shows_the_same_table()
    {
        var shown = Rows().Matches(SourceTree.Read("docs/deploy.md")).Select(m => string.Join(" | ", m.Value.Trim('|').Split('|').Take(3).Select(c => c.Trim())));
        Assert.Equal(Table, shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nobody_is_given_a_role_on_a_group_or_a_subscription() =>
        Assert.All(bicep.Main.OfType("Microsoft.Authorization/roleAssignments"), r => Assert.NotNull(r["scope"]));

    private static string Row(Template module, JsonObject assignment)
    {
        var properties = assignment["properties"]!;
        var who = properties["principalId"]!.GetValue<string>() switch
        {
            "[reference('identity').principalId]" => "app",
            "[parameters('deployerId')]" => "deployer",
            var other => other,
        };
        var role = RoleName().Match(properties["roleDefinitionId"]!.GetValue<string>()).Groups["name"].Value;
        var scope = assignment["scope"]!.GetValue<string>() switch
        {
            "[resourceId('Microsoft.KeyVault/vaults', parameters('name'))]" => "vault",
            "[resourceId('Microsoft.Insights/components', parameters('insightsName'))]" => "Application Insights",
            "[resourceId('Microsoft.SignalRService/signalR', parameters('name'))]" => "SignalR Service",
            "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]" => "storage account",
            var other => other,
        };
        return $"{who} | {Names[module.Variables["roles"]![role]!.GetValue<string>()]} | {scope}";
    }

    [GeneratedRegex(@"variables\('roles'\)\.(?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex RoleName();

    [GeneratedRegex(@"^\| (app|deployer) \|.*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Rows();
}
