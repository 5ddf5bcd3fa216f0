using Functions.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Secrets;

public sealed class SecretsRegistrationTests
{
    [Fact]
    public async Task Without_a_vault_secrets_come_from_configuration_newest_first()
    {
        var source = Source(new()
        {
            ["Zoom:ClientSecret"] = "client",
            ["Zoom:WebhookSecret"] = " new ",
            ["Zoom:PreviousWebhookSecret"] = "old",
            ["OperatorKey"] = "",
        });

        Assert.Equal(["client"], await source.GetAsync(SecretNames.ZoomClientSecret, default));
        Assert.Equal(["new", "old"], await source.GetAsync(SecretNames.ZoomWebhookSecret, default));
        Assert.Equal(["new", "old"], await source.RefreshAsync(SecretNames.ZoomWebhookSecret, default));
        Assert.Empty(await source.GetAsync(SecretNames.OperatorKey, default));
    }

    [Fact]
    public async Task The_same_secret_given_twice_counts_once()
    {
        var source = Source(new() { ["Zoom:WebhookSecret"] = "same", ["Zoom:PreviousWebhookSecret"] = "same" });

        Assert.Equal(["same"], await source.GetAsync(SecretNames.ZoomWebhookSecret, default));
    }

    [Fact]
    public void With_a_vault_secrets_come_from_the_vault() =>
        Assert.IsType<KeyVaultSecretSource>(Source(new() { ["KeyVault:Uri"] = "https://classroom.vault.azure.net/" }));

    [Theory]
    [InlineData("classroom")]
    [InlineData("http://classroom.vault.azure.net/")]
    public void A_vault_address_that_cannot_be_one_stops_the_start(string address)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Source(new() { ["KeyVault:Uri"] = address }));

        Assert.Contains("KeyVault__Uri", failure.Message, StringComparison.Ordinal);
    }

    private static ISecretSource Source(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSecrets(configuration).BuildServiceProvider().GetRequiredService<ISecretSource>();
    }
}
