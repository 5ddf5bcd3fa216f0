using Microsoft.Extensions.Configuration;

namespace Functions.Settings;

/// <summary>Settings that still hold what local.settings.sample.json only keeps the place with.</summary>
internal static class Placeholders
{
    private const string Wrong = " still holds the sample's placeholder: put your own value there.";

    private static readonly string[] Settings =
        ["AzureWebJobsStorage", "Tables", "KeyVault", "Zoom", "OperatorKey", "Sessions", "Webhooks", "Auth", SignalRSetting.Name];

    /// <returns>Their names, as an operator writes them, in order.</returns>
    public static IReadOnlyList<string> In(IConfiguration configuration) =>
    [
        .. Settings.SelectMany(name => configuration.GetSection(name).AsEnumerable())
            .Where(setting => IsPlaceholder(setting.Value.AsSpan().Trim()))
            .Select(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What is wrong, for an operator.</summary>
    public static string Line(string setting) => setting + Wrong;

    /// <summary>The setting of a <see cref="Line"/>; null for any other text.</summary>
    public static string? SettingOf(string line) => line.EndsWith(Wrong, StringComparison.Ordinal) ? line[..^Wrong.Length] : null;

    // A secret may hold angle brackets by chance, but it is not text between them.
    private static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        (value is ['<', .., '>'] && value[1..^1].IndexOfAny('<', '>') < 0)
        || (value.IndexOf("<your ", StringComparison.Ordinal) is >= 0 and var start && value[start..].Contains('>'));
}
