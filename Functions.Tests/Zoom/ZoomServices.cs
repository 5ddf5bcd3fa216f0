using Functions.Secrets;
using Functions.Zoom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Zoom;

/// <summary>The client as the app registers it, with all its log lines.</summary>
internal static class ZoomServices
{
    public static IServiceCollection Create(
        string api, string oauth, string secret, TimeProvider time, LogLines log, params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> values = new()
        {
            ["Zoom:BaseUrl"] = $"{api}/v2",
            ["Zoom:OAuthUrl"] = $"{oauth}/oauth/token",
            ["Zoom:AccountId"] = "account",
            ["Zoom:ClientId"] = "client",
            ["Zoom:ClientSecret"] = secret,
        };
        foreach (var (name, value) in settings)
            values[name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection()
            .AddSingleton(time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSecrets(configuration)
            .AddZoom(configuration);
    }
}
