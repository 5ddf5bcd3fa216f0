using Cronos;
using Functions.Host.Protocol;
using Microsoft.Extensions.Configuration;

namespace Functions.Host.Timers;

/// <summary>When a timer is due, in UTC.</summary>
internal sealed class TimerSchedule(CronExpression expression)
{
    public static TimerSchedule Of(LoadedFunction function, IConfiguration configuration)
    {
        var text = function.Trigger.Schedule ?? "";
        if (text.Length > 2 && text[0] == '%' && text[^1] == '%')
        {
            var setting = text[1..^1];
            text = configuration[setting]
                ?? throw new InvalidOperationException($"Function {function.Name}: its schedule is in the setting {setting}, which is missing.");
        }

        return CronExpression.TryParse(text, CronFormat.IncludeSeconds, out var expression)
            ? new(expression)
            : throw new InvalidOperationException(
                $"Function {function.Name}: \"{text}\" is not a schedule. "
                + "Six fields are needed, such as \"0 */5 * * * *\" for every five minutes.");
    }

    /// <summary>The first occurrence after <paramref name="time"/>, or null when there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset time) => expression.GetNextOccurrence(time, TimeZoneInfo.Utc);
}
