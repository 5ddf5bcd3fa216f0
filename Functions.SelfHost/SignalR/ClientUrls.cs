using Functions.SelfHost.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.SelfHost.SignalR;

/// <summary>Where clients connect: below the configured public origin, else below the address the server listens on.</summary>
internal sealed class ClientUrls(IConfiguration configuration, IServer server)
{
    private const string Setting = "SelfHost:PublicUrl";

    private readonly string? configured = Configured(configuration);

    /// <summary>Without a slash at the end.</summary>
    public string Origin => configured ?? Bound();

    public string For(string hub) => $"{Origin}{ClientPath.Root}/?hub={hub}";

    private string Bound()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("Nobody can connect before the server listens.");

        // "Every interface" is nowhere a client could connect to.
        return address
            .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .TrimEnd('/');
    }

    /// <exception cref="OptionsValidationException">The setting is no origin.</exception>
    public static string? Configured(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } url)
            return null;

        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? url.TrimEnd('/')
            : throw WrongSettings.Named("SelfHost__PublicUrl must be the origin that clients use, such as https://api.example.edu.");
    }
}
