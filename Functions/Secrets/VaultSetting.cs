using Microsoft.Extensions.Configuration;

namespace Functions.Secrets;

/// <summary><c>KeyVault__Uri</c>: where secrets are, if not in the configuration.</summary>
internal static class VaultSetting
{
    public static string? Wrong(IConfiguration configuration) => Text(configuration) is not { } address || IsAddress(address, out _) ? null
        : "KeyVault__Uri must be the vault's https address, for example https://classroom.vault.azure.net/.";

    /// <summary>The setting as it is; null where there is none.</summary>
    public static string? Text(IConfiguration configuration) => configuration["KeyVault:Uri"] is { Length: > 0 } address ? address : null;

    public static bool IsAddress(string address, out Uri? vault) =>
        Uri.TryCreate(address, UriKind.Absolute, out vault) && vault.Scheme == Uri.UriSchemeHttps;
}
