namespace Functions.Host.Timers;

/// <summary>
/// What a timer's function is told, as JSON under these names. Azure's host says past due only of what fell due while it was down.
/// </summary>
/// <param name="ScheduleStatus">Null when the trigger has <c>UseMonitor = false</c>.</param>
internal sealed record TimerTick(TimerStatus? ScheduleStatus, bool IsPastDue);

/// <summary>Times in UTC; <c>Last</c> is year 1 before the first run.</summary>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
