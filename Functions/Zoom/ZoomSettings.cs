using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Zoom;

/// <summary>
/// Reads the section <c>Zoom</c>. The binder's own message for a value of the wrong type does not help an operator, so the
/// two settings that are not text are looked at first.
/// </summary>
internal static class ZoomSettings
{
    public const string PlanMessage = "Zoom__Plan must be Free, Pro or Business, for example Pro.";
    public const string RateShareMessage = "Zoom__RateShare must be a number above 0 and at most 1, for example 0.5 for one of two instances.";

    public static void Bind(IConfiguration section, ZoomOptions options)
    {
        List<string> failures = [];
        if (section["Plan"] is { Length: > 0 } plan && !Enum.TryParse<ZoomPlan>(plan, ignoreCase: true, out _))
            failures.Add(PlanMessage);
        if (section["RateShare"] is { Length: > 0 } share && !double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            failures.Add(RateShareMessage);
        if (failures.Count > 0)
            throw new OptionsValidationException(ZoomOptions.Section, typeof(ZoomOptions), failures);

        section.Bind(options);
    }
}
