using Microsoft.Extensions.Configuration;

namespace Functions.Secrets;

/// <summary>Secrets from configuration: environment variables, or local.settings.json on a developer's machine.</summary>
internal sealed class ConfigurationSecretSource(IConfiguration configuration) : ISecretSource
{
    public ValueTask<IReadOnlyList<string>> GetAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Read(name));

    public ValueTask<IReadOnlyList<string>> RefreshAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Read(name));

    public bool IsCurrent(string name) => true;

    private IReadOnlyList<string> Read(string name) => name switch
    {
        SecretNames.ZoomClientSecret => Values("Zoom:ClientSecret"),
        SecretNames.ZoomWebhookSecret => Values("Zoom:WebhookSecret", "Zoom:PreviousWebhookSecret"),
        SecretNames.OperatorKey => Values("OperatorKey"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a secret of this app."),
    };

    private IReadOnlyList<string> Values(params ReadOnlySpan<string> keys)
    {
        var values = new List<string>(keys.Length);
        foreach (var key in keys)
        {
            if (configuration[key]?.Trim() is { Length: > 0 } value && !values.Contains(value, StringComparer.Ordinal))
                values.Add(value);
        }

        return values;
    }
}
