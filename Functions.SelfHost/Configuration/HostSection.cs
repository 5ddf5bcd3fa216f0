using System.Globalization;
using System.Text.Json;

namespace Functions.SelfHost.Configuration;

/// <summary>The section <c>Host</c> of local.settings.json.</summary>
internal sealed record HostSection(IReadOnlyList<string> CorsOrigins, bool CorsCredentials, int HttpPort)
{
    public const int DefaultPort = 7071;

    public static readonly HostSection Empty = new([], CorsCredentials: false, DefaultPort);

    public static HostSection From(JsonElement host, string path)
    {
        var origins = Text(host, "CORS")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(origin => origin.TrimEnd('/'))
            .ToArray();
        var credentials = string.Equals(Text(host, "CORSCredentials"), "true", StringComparison.OrdinalIgnoreCase);
        if (credentials && origins.Contains("*"))
            throw new InvalidOperationException(
                $"{path}: Host.CORSCredentials needs named origins in Host.CORS; \"*\" would let every page act as its visitor.");

        return new(origins, credentials, Port(Text(host, "LocalHttpPort"), path));
    }

    private static string Text(JsonElement host, string name) =>
        host.TryGetProperty(name, out var value) ? value.ToString() : string.Empty;

    private static int Port(string text, string path)
    {
        if (text.Length == 0)
            return DefaultPort;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            ? port
            : throw new InvalidOperationException($"{path}: Host.LocalHttpPort must be a port, such as {DefaultPort}.");
    }
}
