namespace Functions.SelfHost.Configuration;

/// <summary>What this host needs of host.json.</summary>
internal sealed record HostJson(string RoutePrefix)
{
    private static readonly HostJson Default = new("api");

    public static HostJson Read(string path)
    {
        if (!File.Exists(path))
            return Default;

        using var json = JsonFile.Read(path);
        return json.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var prefix)
                ? new((prefix.GetString() ?? string.Empty).Trim('/'))
                : Default;
    }
}
