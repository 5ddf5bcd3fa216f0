using System.Globalization;
using Functions.Http;
using Functions.Zoom;
using Microsoft.Extensions.Configuration;

namespace Functions.Settings;

/// <summary>
/// Settings that are no text. The binder refuses one that it cannot read with a message that does not help an operator, and says nothing
/// of the others; so they are looked at here, and the binder gets what can be read.
/// </summary>
internal static class TypedSettings
{
    private static readonly (string Name, Func<string, bool> IsRight, string Expected)[] Settings =
    [
        ("Sessions__MaxRooms", IsWholeNumber, "a whole number, for example 50"),
        ("Sessions__MaxStudents", IsWholeNumber, "a whole number, for example 200"),
        ("Sessions__RestartGraceMinutes", IsWholeNumber, "a whole number, for example 5"),
        ("Sessions__RetentionDays", IsWholeNumber, "a whole number, for example 180"),
        ("Sessions__CreatesPerMinute", IsWholeNumber, "a whole number, for example 30"),
        ("Sessions__OperatorCreatesPerMinute", IsWholeNumber, "a whole number, for example 120"),
        ("Webhooks__RotationUntil", IsNothingOrTime, "a time with its offset, for example 2026-03-01T10:00:00Z"),
        ("Zoom__Plan", IsNothingOrPlan, ZoomOptionsValidator.ExpectedPlan),
        ("Zoom__RateShare", IsNothingOrNumber, ZoomOptionsValidator.ExpectedShare),
        ("Tables__ServiceUri", IsNothingOrAddress, "an absolute URL, for example https://account.table.core.windows.net"),
    ];

    /// <returns>A line for each setting that cannot be read; it begins with the setting's name.</returns>
    public static IReadOnlyList<string> Unreadable(IConfiguration configuration) =>
        [.. Wrong(configuration).Select(setting => $"{setting.Name} must be {setting.Expected}.")];

    /// <summary>Binds a section; what cannot be read keeps its default value.</summary>
    public static void Bind(IConfiguration configuration, string section, object options)
    {
        var unreadable = Wrong(configuration).Select(setting => Key(setting.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.GetSection(section).AsEnumerable().Where(setting => !unreadable.Contains(setting.Key)))
            .Build().GetSection(section).Bind(options);
    }

    private static IEnumerable<(string Name, string Expected)> Wrong(IConfiguration configuration) =>
        from setting in Settings
        let value = configuration[Key(setting.Name)]
        where value is not null && !setting.IsRight(value)
        select (setting.Name, setting.Expected);

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    private static bool IsWholeNumber(string value) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);

    private static bool IsNothingOrTime(string value) => value.Length == 0 || UtcTime.TryParse(value, out _);

    private static bool IsNothingOrPlan(string value) => value.Length == 0 || Enum.TryParse<ZoomPlan>(value, ignoreCase: true, out _);

    private static bool IsNothingOrNumber(string value) =>
        value.Length == 0 || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool IsNothingOrAddress(string value) => value.Length == 0 || Uri.TryCreate(value, UriKind.Absolute, out _);
}
