namespace Functions.Host.Configuration;

/// <summary>What this host needs of host.json.</summary>
/// <param name="RoutePrefix">What every route begins with; without slashes around it.</param>
/// <param name="OpenTelemetry">Whether host and worker send spans of their own (<c>telemetryMode</c>).</param>
internal sealed record HostJson(string RoutePrefix, bool OpenTelemetry)
{
    private static readonly HostJson Default = new("api", OpenTelemetry: false);

    public static HostJson Read(string path)
    {
        if (!File.Exists(path)) return Default;
        using var json = JsonFile.Read(path);
        var root = json.RootElement;
        var prefix = root.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var given) ? given.GetString() ?? "" : Default.RoutePrefix;
        var mode = root.TryGetProperty("telemetryMode", out var telemetry) ? telemetry.GetString() : null;
        return new(prefix.Trim('/'), string.Equals(mode, nameof(OpenTelemetry), StringComparison.OrdinalIgnoreCase));
    }
}
