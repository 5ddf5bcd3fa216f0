using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Settings;

/// <summary>Tells an operator all that is wrong with the settings, before anything starts.</summary>
internal static class SettingsCheck
{
    public static IServiceCollection AddSettingsCheck(this IServiceCollection services)
    {
        services.AddSingleton<CallersConfigured>();
        services.AddSingleton<IValidateOptions<AppSettings>, AppSettingsValidator>();
        services.AddOptions<AppSettings>().ValidateOnStart();
        return services;
    }

    /// <summary>Checks the settings of the app, and of its host where it has any.</summary>
    /// <exception cref="OptionsValidationException">One kind of settings is wrong.</exception>
    /// <exception cref="AggregateException">Several kinds are.</exception>
    public static async Task CheckAsync(IServiceProvider services)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        await services.GetRequiredService<CallersConfigured>().CheckAsync();
    }

    /// <summary>What an operator has to mend, one line for each setting; empty when an exception says nothing of settings.</summary>
    public static IReadOnlyList<string> Lines(Exception exception)
    {
        var wrong = exception is AggregateException several ? several.InnerExceptions.ToArray() : [exception];
        if (!wrong.All(e => e is OptionsValidationException)) return [];
        var lines = wrong.Cast<OptionsValidationException>().SelectMany(e => e.Failures).Distinct(StringComparer.Ordinal).ToList();

        // A placeholder is wrong in more than one way, and its own line says it best.
        var placeholders = lines.Select(Placeholders.SettingOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. lines.Where(line => Placeholders.SettingOf(line) is not null || !placeholders.Contains(line.Split(' ')[0])).Select(OneLine)];
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
