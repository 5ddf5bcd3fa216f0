using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Http;

/// <summary>Refuses settings that cannot be read as what they are. The binder would refuse them too, but not in an operator's words.</summary>
internal static class TypedSettingsCheck
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
    ];

    /// <exception cref="OptionsValidationException">A setting cannot be read; the message names it as an operator writes it.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        List<string> failures = [];
        foreach (var (name, isRight, expected) in Settings)
            if (configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { } value && !isRight(value)) failures.Add($"{name} must be {expected}.");
        if (failures.Count > 0) throw new OptionsValidationException("Settings", typeof(IConfiguration), failures);
    }

    private static bool IsWholeNumber(string value) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);

    private static bool IsNothingOrTime(string value) => value.Length == 0 || UtcTime.TryParse(value, out _);
}
