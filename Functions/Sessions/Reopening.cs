using Functions.Presence;

namespace Functions.Sessions;

/// <summary>How a session was over before its meeting was started again.</summary>
public sealed record EarlierEnd(DateTimeOffset EndTime, string Reason);

/// <summary>
/// A session that Zoom or the clock completed goes on when its meeting is started again. Pure, and computed on every read, so that nobody
/// sees an ended session while its class runs; storage follows within a minute (<see cref="Reconciling.SessionReopener"/>).
/// </summary>
internal static class Reopening
{
    public static SessionRecord Of(SessionRecord record)
    {
        if (record is not { ForgottenAt: null, Facts: { Status: SessionStatus.Completed, EndTime: { } end, EndReason: { } reason } }) return record;
        if (EndReason.IsCallers(reason) || !HasGoneOn(record, end.ToUnixTimeSeconds(), reason)) return record;
        return record with
        {
            Facts = record.Facts with { Status = SessionStatus.Active, EndTime = null, EndReason = null },
            CaughtUp = null,
            Reopened = new(end, reason),
        };
    }

    // A run that was going on at the end is not a new one. Only a meeting that Zoom did not find may prove to have been there all the time.
    private static bool HasGoneOn(SessionRecord record, long end, string reason) =>
        record.Runs.Any(r => r.Start > end)
        || record.People.Any(p => p.State.RunStart > end)
        || (reason == EndReason.DeletedInZoom && record.People.Any(p => p.State.LastEntry > end));
}
