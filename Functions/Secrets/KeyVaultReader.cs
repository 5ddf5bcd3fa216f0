using Azure;
using Azure.Security.KeyVault.Secrets;

namespace Functions.Secrets;

/// <summary>Reads the values of a secret that count now from Key Vault: enabled, valid today, newest first.</summary>
internal sealed class KeyVaultReader(SecretClient client, TimeProvider time)
{
    public async Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var versions = await UsableVersionsAsync(name, cancellationToken);
            var secrets = await Task.WhenAll(versions.Select(version => ValueAsync(name, version, cancellationToken)));
            return [.. secrets.Where(value => value.Length > 0)];
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> UsableVersionsAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var usable = new List<SecretProperties>();
        await foreach (var version in client.GetPropertiesOfSecretVersionsAsync(name, cancellationToken))
        {
            if (IsUsable(version, now))
                usable.Add(version);
        }

        return [.. usable.OrderByDescending(version => version.CreatedOn).Take(SecretNames.ValuesThatCount(name)).Select(version => version.Version)];
    }

    private static bool IsUsable(SecretProperties version, DateTimeOffset now) =>
        version.Enabled != false
        && (version.ExpiresOn is not { } end || now < end)
        && (version.NotBefore is not { } start || start <= now);

    private async Task<string> ValueAsync(string name, string version, CancellationToken cancellationToken)
    {
        KeyVaultSecret secret = await client.GetSecretAsync(name, version, cancellationToken: cancellationToken);
        return secret.Value.Trim();
    }
}
