using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace Functions.Settings;

/// <summary>How Azure SignalR Service is reached. The worker refuses a wrong setting as well, but does not say which one it is.</summary>
internal static class SignalRSetting
{
    public const string Name = "AzureSignalRConnectionString";

    // The service's own are longer; tokens are signed with it.
    private const int ShortestKey = 32;

    private const string Example = "Endpoint=https://classes.service.signalr.net;AccessKey=<key>;Version=1.0;";
    private const string Identity = $"{Name}__serviceUri";

    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Wrong(IConfiguration configuration) => (configuration[Name], configuration[$"{Name}:serviceUri"]) switch
    {
        ({ Length: > 0 } text, _) => IsConnection(text) ? null
            : $"{Name} must be the service's connection string, with a key of {ShortestKey} characters or more, for example {Example}",
        (_, { Length: > 0 } address) => IsAddress(address) ? null
            : $"{Identity} must be the service's address, for example https://classes.service.signalr.net.",
        _ => $"Set {Name}, for example {Example} or, to reach the service by identity, {Identity}.",
    };

    private static bool IsConnection(string text)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            return parts.TryGetValue("Endpoint", out var endpoint) && IsAddress($"{endpoint}")
                && (!parts.TryGetValue("ClientEndpoint", out var clients) || IsAddress($"{clients}"))
                && (parts.ContainsKey("AuthType") || (parts.TryGetValue("AccessKey", out var key) && $"{key}".Length >= ShortestKey))
                && (!parts.TryGetValue("Port", out var port) || ushort.TryParse($"{port}", out _))
                && (!parts.TryGetValue("Version", out var version) || $"{version}".StartsWith("1.", StringComparison.Ordinal));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
