namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its run.</summary>
public class TimerInfo
{
    /// <summary>Where the schedule stands, or null when it is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the run makes up for one missed while the host was down. This host keeps no record of such, so it is always false.</summary>
    public bool IsPastDue { get; set; }
}
