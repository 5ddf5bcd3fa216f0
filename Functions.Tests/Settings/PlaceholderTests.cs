using Functions.Settings;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.Configuration;

namespace Functions.Tests.Settings;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("OperatorKey", "<your operator key>", "OperatorKey")]
    [InlineData("OperatorKey", " <anything> ", "OperatorKey")]
    [InlineData("Zoom:ClientSecret", "<your client secret>", "Zoom__ClientSecret")]
    [InlineData("Tables:ServiceUri", "https://<your account>.table.core.windows.net", "Tables__ServiceUri")]
    [InlineData("AzureSignalRConnectionString:serviceUri", "<your service>", "AzureSignalRConnectionString__serviceUri")]
    public void A_placeholder_is_found_by_the_name_an_operator_writes(string key, string value, string name) =>
        Assert.Equal([name], In(new() { [key] = value }));

    [Fact]
    public void All_placeholders_are_named_at_once()
    {
        var sample = new ConfigurationBuilder().AddJsonFile(SampleFile()).Build().GetSection("Values").GetChildren()
            .ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value);

        Assert.Equal(["OperatorKey", "Zoom__AccountId", "Zoom__ClientId", "Zoom__ClientSecret", "Zoom__WebhookSecret"], In(sample));
    }

    [Theory]
    [InlineData("OperatorKey", "a<b>c")]
    [InlineData("OperatorKey", "x>y<z")]
    [InlineData("Zoom:WebhookSecret", "")]
    [InlineData("PATH", "<not a setting of this app>")]
    public void A_secret_that_has_angle_brackets_by_chance_is_fine(string key, string value) => Assert.Empty(In(new() { [key] = value }));

    private static IReadOnlyList<string> In(Dictionary<string, string?> settings) =>
        Placeholders.In(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static string SampleFile() => Path.Combine(Repository.Root, "local.settings.sample.json");
}
