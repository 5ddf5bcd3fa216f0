using Azure.Data.Tables;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Functions.Sessions.Reconciling;

/// <summary>Looks at a session that is planned or running, and completes it when it is over.</summary>
public sealed partial class SessionWatch(
    OpenWork work, SessionStore sessions, SessionDirectory directory, SessionEnder ender, PastRuns past, IZoomClient zoom, IOptions<SessionsOptions> options, TimeProvider time, ILogger<SessionWatch> logger)
{
    /// <summary>While a meeting goes on past its planned end, or nobody is seen in it, Zoom is asked this often.</summary>
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMinutes(5);

    private const string AskedAt = "asked_at";

    /// <summary>When Zoom last said that the meeting runs: it was not over before.</summary>
    private const string RunningAt = "running_at";

    private const string Listed = "listed";

    /// <summary>Somebody's wish always holds; an end of our own accord only as long as nobody has come back.</summary>
    public bool MustStillEnd(SessionRecord record) => record.Ending != EndReason.Overdue
        || Lifecycle.Decide(record, TimeSpan.FromMinutes(options.Value.RestartGraceMinutes), time.GetUtcNow()) is not (NextStep.AskZoom { MayEnd: false } or NextStep.Wait);

    public async Task RunAsync(SessionRecord record, TableEntity row, CancellationToken cancellationToken)
    {
        var (sessionId, now) = (record.Facts.SessionId, time.GetUtcNow());
        if (row.GetBoolean(Listed) != true)
        {
            // A creator may have died between this work and the list.
            await directory.AddAsync(record.Plan, record.Facts.MeetingId!, record.Facts.CreatedAt, cancellationToken);
            row[Listed] = true;
        }

        switch (Lifecycle.Decide(record, TimeSpan.FromMinutes(options.Value.RestartGraceMinutes), now))
        {
            case NextStep.Complete complete:
                Log.Completed(logger, sessionId, complete.Reason);
                await ender.CompleteAsync(sessionId, complete.Reason, complete.EndTime, cancellationToken);
                break;
            case NextStep.AskWhetherItRuns when MayAsk(row, now):
                if ((await zoom.GetMeetingAsync(record.Facts.MeetingId!, cancellationToken)).TryGet(out var meeting, out _) && meeting.IsStarted)
                    await sessions.NoteRunningAsync(sessionId, now, cancellationToken);
                row[AskedAt] = now;
                await NextLookAsync(row, sessionId, now + Lifecycle.ShortestWait, cancellationToken);
                break;
            case NextStep.AskZoom ask when MayAsk(row, now):
                if (await IsOverAsync(record, ask, row, cancellationToken)) break;
                row[AskedAt] = now;
                await NextLookAsync(row, sessionId, now + Lifecycle.ShortestWait, cancellationToken);
                break;
            case NextStep.Wait wait:
                await NextLookAsync(row, sessionId, wait.Until, cancellationToken);
                break;
            default:
                await NextLookAsync(row, sessionId, now + Lifecycle.ShortestWait, cancellationToken);
                break;
        }
    }

    private static bool MayAsk(TableEntity row, DateTimeOffset now) => !(now - row.GetDateTimeOffset(AskedAt) < BetweenQuestions);

    private async Task<bool> IsOverAsync(SessionRecord record, NextStep.AskZoom ask, TableEntity row, CancellationToken cancellationToken)
    {
        var meetingId = record.Facts.MeetingId!;
        var read = await zoom.GetMeetingAsync(meetingId, cancellationToken);
        var isGone = read.Error is { Kind: ZoomErrorKind.NotFound };
        if (read.Error is { } error && !isGone)
        {
            Log.NotAnswered(logger, record.Facts.SessionId, error.Kind);
            return false;
        }

        if (read.TryGet(out var meeting, out _) && meeting.IsStarted)
        {
            row[RunningAt] = time.GetUtcNow();
            if (!record.ToState(time.GetUtcNow()).People.Any(p => p.At.IsPresent)) await sessions.NoteRunningAsync(record.Facts.SessionId, time.GetUtcNow(), cancellationToken);
            if (!ask.MayEnd) return false;
            if (await ender.BeginAsync(record, ask.Reason, cancellationToken) is { } begun) await ender.FinishAsync(begun, cancellationToken);
            return true;
        }

        if (ask.Reason == EndReason.NeverStarted && await MayHaveRunAsync(record, cancellationToken)) return false;

        // Its link could still start a class.
        if (ask.Reason == EndReason.NeverStarted && !isGone && (await zoom.DeleteMeetingAsync(meetingId, cancellationToken)).Error is not null) return false;
        Log.Completed(logger, record.Facts.SessionId, ask.Reason);
        await ender.CompleteAsync(record.Facts.SessionId, ask.Reason, row.GetDateTimeOffset(RunningAt) is { } running && running > ask.EndTime ? running : ask.EndTime, cancellationToken);
        return true;
    }

    // Perhaps not one of its webhooks came: then the next look knows what Zoom says of it.
    private async Task<bool> MayHaveRunAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var found = await past.FindAsync(record, cancellationToken);
        return found.TryGet(out var now, out var error) ? now.HasStarted : error.Kind != ZoomErrorKind.NotAvailable;
    }

    private Task NextLookAsync(TableEntity row, string sessionId, DateTimeOffset due, CancellationToken cancellationToken) =>
        work.ReplaceAsync(row, row, sessionId, WorkKind.Watch, due, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(520, LogLevel.Information, "Session {SessionId} is over: {Reason}.")]
        public static partial void Completed(ILogger logger, string sessionId, string reason);

        [LoggerMessage(521, LogLevel.Warning, "Zoom does not say whether the meeting of session {SessionId} runs: {Kind}.")]
        public static partial void NotAnswered(ILogger logger, string sessionId, ZoomErrorKind kind);
    }
}
