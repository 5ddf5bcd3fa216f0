using System.Collections.Concurrent;
using Azure;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;

namespace Functions.Secrets;

/// <summary>Secrets from Key Vault, cached so that a vault that is away or slow does not stop anything.</summary>
internal sealed partial class KeyVaultSecretSource(SecretClient client, TimeProvider time, ILogger<KeyVaultSecretSource> logger) : ISecretSource
{
    private readonly KeyVaultReader reader = new(client, time);
    private readonly ConcurrentDictionary<string, CachedSecret> secrets = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<string>> GetAsync(string name, CancellationToken cancellationToken) =>
        Secret(name).GetAsync(cancellationToken);

    public ValueTask<IReadOnlyList<string>> RefreshAsync(string name, CancellationToken cancellationToken) =>
        Secret(name).RefreshAsync(cancellationToken);

    public bool IsCurrent(string name) => Secret(name).IsCurrent;

    private CachedSecret Secret(string name) => secrets.GetOrAdd(name, key => new CachedSecret(key, ReadAsync, time));

    private async Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(name, cancellationToken);
        }
        catch (Exception failure)
        {
            Log.ReadFailed(logger, name, failure.GetType().Name, (failure as RequestFailedException)?.Status, (failure as RequestFailedException)?.ErrorCode);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Reading secret {Secret} from Key Vault failed: {Failure}, status {Status}, error {ErrorCode}")]
        public static partial void ReadFailed(ILogger logger, string secret, string failure, int? status, string? errorCode);
    }
}
