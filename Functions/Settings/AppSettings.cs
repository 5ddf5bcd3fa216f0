using Functions.Secrets;
using Functions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Settings;

/// <summary>The settings as a whole: what no section's own options can say of them.</summary>
internal sealed class AppSettings;

internal sealed class AppSettingsValidator(IConfiguration configuration) : IValidateOptions<AppSettings>
{
    public ValidateOptionsResult Validate(string? name, AppSettings options)
    {
        string?[] alone = [SignalRSetting.Wrong(configuration), VaultSetting.Wrong(configuration), CallersConfigured.Wrong(configuration)];
        List<string> wrong =
        [
            .. Placeholders.In(configuration).Select(Placeholders.Line),
            .. TypedSettings.Unreadable(configuration),
            .. alone.OfType<string>(),
            .. TelemetrySettings.Wrong(configuration),
        ];
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
