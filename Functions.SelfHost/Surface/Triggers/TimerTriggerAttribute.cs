using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the <see cref="TimerInfo"/> parameter of a function that runs on a schedule.</summary>
/// <param name="schedule">
/// Six fields, in UTC: second, minute, hour, day of month, month, day of week; or <c>%Name%</c>, the name of a setting that holds them.
/// </param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule, or <c>%Name%</c>.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the function also runs when the host starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Whether <see cref="TimerInfo.ScheduleStatus"/> is given. Default true.</summary>
    public bool UseMonitor { get; set; } = true;
}
