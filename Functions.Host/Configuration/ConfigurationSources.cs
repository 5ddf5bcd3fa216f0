using Microsoft.Extensions.Configuration;

namespace Functions.Host.Configuration;

internal static class ConfigurationSources
{
    /// <summary>Adds local.settings.json, the environment and the command line; the later wins.</summary>
    /// <param name="appDirectory">Where the file is looked for, after the current folder.</param>
    public static LocalSettings AddHostSources(this ConfigurationManager configuration, string[] args, string? appDirectory, WrongSettings wrong)
    {
        var settings = LocalSettings.Find(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build(), appDirectory, wrong);
        configuration.AddInMemoryCollection(settings.Values);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        return settings;
    }

    public static string[] ListenUrls(this IConfiguration configuration, HostSection host)
    {
        var configured = configuration["urls"] ?? configuration["ASPNETCORE_URLS"];
        return string.IsNullOrWhiteSpace(configured)
            ? [$"http://127.0.0.1:{host.HttpPort}"]
            : configured.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    public static bool IsOn(this IConfiguration configuration, string key) =>
        string.Equals(configuration[key], "true", StringComparison.OrdinalIgnoreCase) || configuration[key] == "1";
}
