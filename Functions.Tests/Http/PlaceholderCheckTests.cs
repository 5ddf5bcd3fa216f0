using Functions.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Http;

public sealed class PlaceholderCheckTests
{
    [Theory]
    [InlineData("OperatorKey", "<your operator key>", "OperatorKey")]
    [InlineData("OperatorKey", " <anything> ", "OperatorKey")]
    [InlineData("Zoom:ClientSecret", "<your client secret>", "Zoom__ClientSecret")]
    [InlineData("Tables:ServiceUri", "https://<your account>.table.core.windows.net", "Tables__ServiceUri")]
    [InlineData("AzureSignalRConnectionString:serviceUri", "<your service>", "AzureSignalRConnectionString__serviceUri")]
    public void A_placeholder_is_refused_by_the_name_an_operator_writes(string key, string value, string name)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Check(new() { [key] = value }));

        Assert.StartsWith($"{name} still holds", Assert.Single(failure.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_placeholders_are_named_at_once()
    {
        var sample = new ConfigurationBuilder().AddJsonFile(SampleFile()).Build().GetSection("Values").GetChildren()
            .ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value);

        var failure = Assert.Throws<OptionsValidationException>(() => Check(sample));

        Assert.Equal(
            ["OperatorKey", "Zoom__AccountId", "Zoom__ClientId", "Zoom__ClientSecret", "Zoom__WebhookSecret"],
            failure.Failures.Select(message => message.Split(' ')[0]));
    }

    [Theory]
    [InlineData("OperatorKey", "a<b>c")]
    [InlineData("OperatorKey", "x>y<z")]
    [InlineData("Zoom:WebhookSecret", "")]
    [InlineData("PATH", "<not a setting of this app>")]
    public void A_secret_that_has_angle_brackets_by_chance_is_fine(string key, string value) => Check(new() { [key] = value });

    private static void Check(Dictionary<string, string?> settings) =>
        PlaceholderCheck.Refuse(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static string SampleFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "local.settings.sample.json");
    }
}
