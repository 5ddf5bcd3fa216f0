using Azure.Data.Tables;
using Functions.Realtime;
using Functions.Storage;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// Writes down that a session goes on whose meeting was started again (<see cref="Reopening"/>). The work comes first, then the session's
/// row, then the lists: whoever finds it half done, or does it at the same time, changes nothing more.
/// </summary>
public sealed class SessionReopener(
    OpenWork work,
    SessionStore sessions,
    SessionDirectory directory,
    WorkSchedule schedule,
    SessionEnder ender,
    SessionNotifier notifier,
    TimeProvider time)
{
    /// <summary>For the reconciler, which holds the work.</summary>
    public async Task RunAsync(SessionRecord record, TableEntity row, CancellationToken cancellationToken)
    {
        // The watch's first look, which this makes the next one, mends the lists if they are not written below.
        var (sessionId, due) = (record.Facts.SessionId, time.GetUtcNow() + Lifecycle.ShortestWait);
        await work.ReplaceAsync(row, OpenWork.NewWork(sessionId), sessionId, WorkKind.Watch, due, cancellationToken);
        await ReopenAsync(record, cancellationToken);
    }

    /// <summary>For a caller who is about to change the session.</summary>
    /// <returns>False: the session has changed since it was read.</returns>
    public async Task<bool> TryRunAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        await schedule.SetAsync(record.Facts.SessionId, WorkKind.Watch, Lifecycle.ShortestWait, cancellationToken);
        return await ReopenAsync(record, cancellationToken);
    }

    private async Task<bool> ReopenAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var (sessionId, end) = (record.Facts.SessionId, record.Reopened!.EndTime);
        var note = TimelineNote.Write(sessionId, TimelineNote.SessionReopened, TimelineNote.BySystem, FirstLater(record, end), $"{end:O}");
        await sessions.NoteAsync(note, cancellationToken);
        if (!await sessions.TryReopenAsync(record, cancellationToken)) return false;
        await directory.ReopenAsync(record, cancellationToken);

        // Somebody ended it meanwhile, and their rows were just taken away.
        if (await sessions.ReadAsync(sessionId, cancellationToken) is { IsOver: true } over) await ender.TidyAsync(over, cancellationToken);
        await notifier.Changed(record.Facts.ProfessorId, sessionId, ChangeKind.MeetingStarted, time.GetUtcNow());
        return true;
    }

    private static DateTimeOffset FirstLater(SessionRecord record, DateTimeOffset end)
    {
        var seconds = end.ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(record.History.Ordered.Where(r => r.Start > seconds).Min(r => r.Start) ?? seconds);
    }
}
