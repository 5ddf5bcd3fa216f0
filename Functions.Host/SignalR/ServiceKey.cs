using System.Data.Common;
using System.Text;
using Functions.Host.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Host.SignalR;

/// <summary>
/// The service in small, as the app's own connection string describes it: <c>Endpoint=…;AccessKey=…;ClientEndpoint=…</c>. The app
/// sends to the endpoint, which is this host; clients connect to the client endpoint where there is one.
/// </summary>
/// <param name="Clients">The origin that clients use.</param>
/// <param name="Key">Signs the tokens of the app and of its clients.</param>
internal sealed record ServiceKey(string Clients, SymmetricSecurityKey Key)
{
    private const string Setting = "AzureSignalRConnectionString";
    private const int ShortestKey = 32;

    // Published by the service's emulator, and in many a sample: it lets in everybody who can read.
    private const string EmulatorKey = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <returns>Null when the app has no such string, or one without a key: then nothing is served here.</returns>
    /// <exception cref="OptionsValidationException">The key would let in others; the message names the setting.</exception>
    public static ServiceKey? Of(IConfiguration configuration, IEnumerable<string> listenUrls)
    {
        if (Parts(configuration[Setting]) is not { } parts || Text("AccessKey") is not { Length: > 0 } key) return null;
        var port = Text("Port") is { Length: > 0 } given ? $":{given}" : "";
        var endpoint = Text("ClientEndpoint") is { Length: > 0 } clients ? clients : Text("Endpoint") + port;

        // What is no address, or too short a key, is told by the app.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || Encoding.UTF8.GetByteCount(key) < ShortestKey) return null;
        if (key == EmulatorKey && (!uri.IsLoopback || !listenUrls.All(IsLoopback)))
        {
            throw WrongSettings.Named(
                $"{Setting} has the key that the service's emulator publishes, and this host can be reached from other machines: give it a key of your own.");
        }

        return new(uri.GetLeftPart(UriPartial.Authority), new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)));

        string? Text(string name) => parts.TryGetValue(name, out var value) ? $"{value}" : null;
    }

    // Kestrel's own wildcards are no addresses, and so not this machine's alone.
    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static DbConnectionStringBuilder? Parts(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
