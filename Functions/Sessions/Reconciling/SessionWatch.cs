using Azure.Data.Tables;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Options;

namespace Functions.Sessions.Reconciling;

/// <summary>Looks at a session that is planned or running, and completes it when it is over.</summary>
public sealed class SessionWatch(
    OpenWork work,
    SessionStore sessions,
    SessionOpener opener,
    SessionDirectory directory,
    SessionEnder ender,
    MeetingLook look,
    ChangesAtZoom changes,
    PastRuns past,
    IZoomClient zoom,
    IOptions<SessionsOptions> options,
    TimeProvider time)
{
    private const string AskedAt = "asked_at";

    /// <summary>When Zoom last said that the meeting runs: it was not over before.</summary>
    private const string RunningAt = "running_at";

    private const string Listed = "listed";

    private TimeSpan RestartGrace => TimeSpan.FromMinutes(options.Value.RestartGraceMinutes);

    /// <summary>An end requested by a user always goes ahead. An end decided here goes ahead only if nobody has come back.</summary>
    public bool MustStillEnd(SessionRecord record) => record.Ending != EndReason.Overdue
        || Lifecycle.Decide(record, RestartGrace, time.GetUtcNow()) is not (NextStep.AskZoom { MayEnd: false } or NextStep.Wait);

    public async Task RunAsync(SessionRecord record, TableEntity row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (row.GetBoolean(Listed) != true)
        {
            // A creator may have died between this work and the list; or whoever reopened the session.
            await opener.ListAsItIsAsync(record, cancellationToken);
            await directory.ReopenAsync(record, cancellationToken);
            row[Listed] = true;
        }

        var step = Lifecycle.Decide(record, RestartGrace, now);
        if (step is NextStep.Complete complete)
        {
            await ender.CompleteAsync(record.Facts.SessionId, complete.Reason, complete.EndTime, cancellationToken);
            return;
        }

        var found = MeetingFound.Unknown;
        if (MayAsk(record, row, step, now))
        {
            (found, var isOver) = await AskAsync(record, step, row, cancellationToken);
            if (isOver) return;
            row[AskedAt] = now;
        }

        var isMissing = found == MeetingFound.Missing || (found == MeetingFound.Unknown && record.Facts.NotFoundSince is not null);
        var due = step is NextStep.Wait wait && !isMissing && !OpenWork.MustLookAtZoom(row) ? wait.Until : now + Lifecycle.ShortestWait;
        await work.ReplaceAsync(row, row, record.Facts.SessionId, WorkKind.Watch, due, cancellationToken);
    }

    private static bool MayAsk(SessionRecord record, TableEntity row, NextStep step, DateTimeOffset now)
    {
        if (OpenWork.MustLookAtZoom(row)) return true;
        var isWorthIt = step is not NextStep.Wait || record.Facts.NotFoundSince is not null;
        return isWorthIt && !(now - row.GetDateTimeOffset(AskedAt) < MeetingLook.Apart);
    }

    private async Task<(MeetingFound Found, bool IsOver)> AskAsync(
        SessionRecord record, NextStep step, TableEntity row, CancellationToken cancellationToken)
    {
        var (found, meeting) = await look.RunAsync(record, cancellationToken);
        if (meeting is not null && OpenWork.MustLookAtZoom(row))
        {
            if (await changes.TakeOverAsync(record, meeting, cancellationToken)) OpenWork.HasLookedAtZoom(row);
        }
        else if (found == MeetingFound.Missing) OpenWork.HasLookedAtZoom(row);

        var isOver = found switch
        {
            MeetingFound.Gone => true,
            MeetingFound.Running => await RunsAsync(record, step, row, cancellationToken),
            MeetingFound.Waiting => await DoesNotRunAsync(record, step, row, cancellationToken),
            _ => false,
        };
        return (found, isOver);
    }

    private async Task<bool> RunsAsync(SessionRecord record, NextStep step, TableEntity row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        row[RunningAt] = now;
        if (step is not NextStep.Wait && !record.ToState(now).People.Any(p => p.At.IsPresent))
            await sessions.NoteRunningAsync(record.Facts.SessionId, now, cancellationToken);
        if (step is not NextStep.AskZoom { MayEnd: true } ask) return false;
        if (await ender.BeginAsync(record, ask.Reason, cancellationToken) is { } begun) await ender.FinishAsync(begun, cancellationToken);
        return true;
    }

    private async Task<bool> DoesNotRunAsync(SessionRecord record, NextStep step, TableEntity row, CancellationToken cancellationToken)
    {
        var sessionId = record.Facts.SessionId;
        switch (step)
        {
            case NextStep.AskWhetherTheRunGoesOn lost:
                await past.EndAsync(sessionId, lost.Run, NotBefore(row, lost.EmptySince), cancellationToken);
                return false;
            case NextStep.AskZoom { Run: null } ask:
                return await NeverBeganAsync(record, ask, cancellationToken);
            case NextStep.AskZoom ask:
                await ender.CompleteAsync(sessionId, ask.Reason, NotBefore(row, ask.EndTime), cancellationToken);
                return true;
            default:
                return false;
        }
    }

    // Perhaps not one webhook of its class came: then the next look knows what Zoom says of it.
    private async Task<bool> NeverBeganAsync(SessionRecord record, NextStep.AskZoom ask, CancellationToken cancellationToken)
    {
        var found = await past.FindAsync(record, cancellationToken);
        if (found.TryGet(out var known, out var error) ? known.HasBegun : !PastRuns.IsSettled(error)) return false;

        // Its link could still start a class.
        if ((await zoom.DeleteMeetingAsync(record.Facts.MeetingId!, cancellationToken)).Error is not null) return false;
        await ender.CompleteAsync(record.Facts.SessionId, ask.Reason, ask.EndTime, cancellationToken);
        return true;
    }

    private static DateTimeOffset NotBefore(TableEntity row, DateTimeOffset end) =>
        row.GetDateTimeOffset(RunningAt) is { } running && running > end ? running : end;
}
