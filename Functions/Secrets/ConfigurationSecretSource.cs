using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Functions.Secrets;

/// <summary>
/// Secrets from configuration: environment variables, or local.settings.json on a developer's machine. Kept as read until the
/// configuration is loaded anew: to look for a setting asks every place that settings come from.
/// </summary>
internal sealed class ConfigurationSecretSource : ISecretSource, IDisposable
{
    private readonly IConfiguration configuration;
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> known = new(StringComparer.Ordinal);
    private readonly IDisposable reloads;

    public ConfigurationSecretSource(IConfiguration configuration)
    {
        this.configuration = configuration;
        reloads = ChangeToken.OnChange(configuration.GetReloadToken, known.Clear);
    }

    public ValueTask<IReadOnlyList<string>> GetAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(known.TryGetValue(name, out var values) ? values : known[name] = Read(name));

    public ValueTask<IReadOnlyList<string>> RefreshAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(known[name] = Read(name));

    public void Dispose() => reloads.Dispose();

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
