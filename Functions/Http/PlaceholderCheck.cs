using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Http;

/// <summary>Keeps the app from starting with a value that local.settings.sample.json only holds the place for.</summary>
internal static class PlaceholderCheck
{
    private static readonly string[] Settings =
        ["AzureWebJobsStorage", "Tables", "KeyVault", "Zoom", "OperatorKey", "Sessions", "Webhooks", "Auth", "AzureSignalRConnectionString"];

    /// <exception cref="OptionsValidationException">Settings hold placeholders; the message names each as an operator writes it.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        List<string> failures = [];
        foreach (var name in Settings)
        foreach (var (key, value) in configuration.GetSection(name).AsEnumerable())
            if (IsPlaceholder(value.AsSpan().Trim()))
                failures.Add($"{key.Replace(":", "__", StringComparison.Ordinal)} still holds the sample's placeholder: put your own value there.");
        failures.Sort(StringComparer.Ordinal);
        if (failures.Count > 0) throw new OptionsValidationException("Settings", typeof(IConfiguration), failures);
    }

    // A secret may hold angle brackets by chance, but it is not text between them.
    private static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        (value is ['<', .., '>'] && value[1..^1].IndexOfAny('<', '>') < 0)
        || (value.IndexOf("<your ", StringComparison.Ordinal) is >= 0 and var start && value[start..].Contains('>'));
}
