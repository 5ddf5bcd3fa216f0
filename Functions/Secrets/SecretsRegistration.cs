using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Functions.Secrets;

public static class SecretsRegistration
{
    /// <summary>
    /// Adds <see cref="ISecretSource"/>: Key Vault, with the app's Azure identity, when <c>KeyVault__Uri</c> is set; otherwise configuration.
    /// </summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        if (VaultSetting.Text(configuration) is not { } address)
            return services.AddSingleton<ISecretSource>(new ConfigurationSecretSource(configuration));

        return services
            .AddSingleton(_ => new SecretClient(VaultUri(address), new DefaultAzureCredential(), ClientOptions()))
            .AddSingleton<ISecretSource>(provider => new KeyVaultSecretSource(
                provider.GetRequiredService<SecretClient>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<KeyVaultSecretSource>>()));
    }

    private static Uri VaultUri(string address) =>
        VaultSetting.IsAddress(address, out var vault) ? vault! : throw new OptionsValidationException("KeyVault", typeof(SecretClient), ["KeyVault__Uri is no https address."]);

    private static SecretClientOptions ClientOptions() => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential,
            MaxRetries = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(1),
            NetworkTimeout = TimeSpan.FromSeconds(3),
        },
    };
}
