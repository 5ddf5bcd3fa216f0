using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Functions.Host.Configuration;

/// <summary>The section <c>Host</c> of local.settings.json.</summary>
internal sealed record HostSection(IReadOnlyList<string> CorsOrigins, bool CorsCredentials, int HttpPort)
{
    public const int DefaultPort = 7071;

    /// <summary>Takes the place of <c>Host.CORS</c> where there is no such file.</summary>
    public const string CorsSetting = "FunctionsHost:Cors";

    public static readonly HostSection Empty = new([], CorsCredentials: false, DefaultPort);

    public static HostSection From(JsonElement host, string path) => new(
        Origins(Text(host, "CORS"), $"{path}: Host.CORS"),
        string.Equals(Text(host, "CORSCredentials"), "true", StringComparison.OrdinalIgnoreCase),
        Port(Text(host, "LocalHttpPort"), path));

    public HostSection With(IConfiguration configuration) =>
        configuration[CorsSetting] is { } origins ? this with { CorsOrigins = Origins(origins, CorsSetting.Replace(":", "__", StringComparison.Ordinal)) } : this;

    private static string[] Origins(string text, string setting) => OriginList.Split(text).Contains("*")
        ? throw WrongSettings.Named($"{setting} must name the origins of your pages, such as https://classes.example.edu; \"*\" would let in every page there is.")
        : OriginList.Read(text, setting);

    private static string Text(JsonElement host, string name) =>
        host.TryGetProperty(name, out var value) ? value.ToString() : string.Empty;

    private static int Port(string text, string path)
    {
        if (text.Length == 0)
            return DefaultPort;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            ? port
            : throw WrongSettings.Named($"{path}: Host.LocalHttpPort must be a port, such as {DefaultPort}.");
    }
}
