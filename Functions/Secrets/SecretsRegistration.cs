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
    /// <exception cref="OptionsValidationException"><c>KeyVault__Uri</c> is not an https address.</exception>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        if (configuration["KeyVault:Uri"] is not { Length: > 0 } address)
            return services.AddSingleton<ISecretSource>(new ConfigurationSecretSource(configuration));

        var vault = VaultUri(address);
        return services
            .AddSingleton(_ => new SecretClient(vault, new DefaultAzureCredential(), ClientOptions()))
            .AddSingleton<ISecretSource>(provider => new KeyVaultSecretSource(
                provider.GetRequiredService<SecretClient>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<KeyVaultSecretSource>>()));
    }

    private static Uri VaultUri(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new OptionsValidationException("KeyVault", typeof(SecretClientOptions),
                ["KeyVault__Uri must be the vault's https address, for example https://classroom.vault.azure.net/."]);

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
