using Microsoft.Extensions.Options;

namespace Functions.Host.Configuration;

/// <summary>Origins in a setting: scheme, host and port, with commas between.</summary>
internal static class OriginList
{
    public static string[] Split(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(origin => origin.TrimEnd('/'))];

    /// <exception cref="OptionsValidationException">One is no origin; the message names it and the setting.</exception>
    public static string[] Read(string text, string setting)
    {
        var origins = Split(text);
        return Array.Find(origins, origin => !IsOrigin(origin)) is { } other
            ? throw WrongSettings.Named($"{setting} holds \"{other}\", which is no origin: scheme, host and port, such as https://classes.example.edu.")
            : origins;
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
