using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>
/// After a session Zoom's participant report is read for each of its runs, soon after the end and once more at 90 minutes, when no
/// webhook can come any more: what a lost webhook would have said about somebody's presence is in it. Zoom counts these calls as Heavy:
/// at most two looks at five runs, each a page per 300 rows, three more looks while Zoom is away, and one each half hour while the
/// meeting, started again after the session was over, goes on.
/// </summary>
public sealed partial class CatchUp(
    OpenWork work, Tables tables, SessionDirectory directory, PastRuns past, IZoomClient zoom, TimeProvider time, ILogger<CatchUp> logger)
{
    /// <summary>Zoom's report is not there at once.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LastAfter = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BetweenLooksAtARun = TimeSpan.FromMinutes(30);

    private const int MostTries = 3;
    private const string Tries = "tries";

    public async Task RunAsync(SessionRecord record, TableEntity row, CancellationToken cancellationToken)
    {
        var (sessionId, now) = (record.Facts.SessionId, time.GetUtcNow());
        var found = await past.FindAsync(record, cancellationToken);
        if (found.TryGet(out var completed, out var unknown)) record = completed;
        if (!record.IsOver)
        {
            // Zoom told of a run that reopens the session.
            await work.ReplaceAsync(row, OpenWork.NewWork(sessionId), sessionId, WorkKind.Watch, now, cancellationToken);
            return;
        }

        var runs = record.ToState(now).Runs;
        var worst = await ReadReportsAsync(sessionId, runs.Ordered, unknown, cancellationToken);
        var next = NextLook(record, runs, worst, row, now);
        var note = new TableEntity(sessionId, SessionRows.Session);
        Result(runs, worst, isSettled: next is null, now).Write(note);
        await tables.Sessions.UpdateEntityAsync(note, ETag.All, TableUpdateMode.Merge, cancellationToken);
        if (next is { } due)
        {
            await directory.RefreshAsync(record, cancellationToken);
            await work.ReplaceAsync(row, row, sessionId, WorkKind.CatchUp, due, cancellationToken);
            return;
        }

        // The last look: should whoever reopened the session once have taken the rows of a later end away, they are written again.
        await directory.CompleteAsync(record, record.Facts.Status, record.Facts.EndTime ?? now, cancellationToken);
        await work.RemoveAsync(row, cancellationToken);
    }

    /// <summary>When to look again; null when Zoom has said all that it will say, or no more webhook can come.</summary>
    private static DateTimeOffset? NextLook(SessionRecord record, RunHistory runs, ZoomError? worst, TableEntity row, DateTimeOffset now)
    {
        if (worst is not null && !PastRuns.IsSettled(worst) && row.GetInt32(Tries) is null or < MostTries)
        {
            row[Tries] = (row.GetInt32(Tries) ?? 0) + 1;
            return now + BetweenTries;
        }

        if (runs.Latest is { End: null, Start: { } start } && now < DateTimeOffset.FromUnixTimeSeconds(start) + Lifecycle.LongestRun)
            return now + BetweenLooksAtARun;
        var last = Later(record.Facts.EndTime ?? now, runs.Latest?.End) + LastAfter;
        return now < last ? last : null;
    }

    private static CaughtUp Result(RunHistory runs, ZoomError? worst, bool isSettled, DateTimeOffset now) => worst switch
    {
        null when runs.Ordered.Count == 0 => new(true, "The meeting never ran.", isSettled, now),
        null => new(true, "Attendance was compared with Zoom's report.", isSettled, now),
        _ => new(false, Reason(worst), isSettled, now),
    };

    /// <returns>The worst that Zoom answered; null when there was a report of every run.</returns>
    private async Task<ZoomError?> ReadReportsAsync(
        string sessionId, IReadOnlyList<Run> runs, ZoomError? worst, CancellationToken cancellationToken)
    {
        foreach (var run in runs.Where(r => r.End is not null).TakeLast(PastRuns.Most))
        {
            var read = await zoom.GetParticipantReportAsync(run.Uuid, cancellationToken);
            if (read.TryGet(out var rows, out var error)) await KeepAsync(sessionId, Stays(run.Uuid, rows), cancellationToken);
            else
            {
                Log.NoReport(logger, sessionId, error.Kind);
                if (worst is null || !PastRuns.IsSettled(error)) worst = error;
            }
        }

        return worst;
    }

    private static DateTimeOffset Later(DateTimeOffset end, long? runEnd) =>
        runEnd is { } seconds && DateTimeOffset.FromUnixTimeSeconds(seconds) is var other && other > end ? other : end;

    private async Task KeepAsync(string sessionId, IEnumerable<ReportedStay> stays, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var chunk in stays.Select(s => ReportColumns.Write(sessionId, s, now)).DistinctBy(r => r.RowKey, StringComparer.Ordinal).Chunk(100))
            await tables.Sessions.SubmitTransactionAsync(chunk.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)), cancellationToken);
    }

    private static IEnumerable<ReportedStay> Stays(string uuid, IReadOnlyList<ZoomReportRow> rows) =>
        from row in rows
        let who = new Participant(null, null, row.RegistrantId, row.ZoomUserId, row.UserEmail, row.Name)
        let joined = row.JoinTime?.ToUnixTimeSeconds()
        let left = row.LeaveTime?.ToUnixTimeSeconds()
        where !row.IsWaiting && joined is not null && left > joined && Person.IdOf(uuid, who) is not null
        select new ReportedStay(uuid, who, joined.Value, left.Value);

    private static string Reason(ZoomError error) => error.Kind switch
    {
        ZoomErrorKind.NotAvailable => "Zoom gives no participant report: it needs a paid plan and the scopes report:read:list_meeting_participants:admin, meeting:read:past_meeting:admin and meeting:read:list_past_instances:admin. Attendance is what webhooks say.",
        ZoomErrorKind.NotFound => "Zoom had no report of a run. Attendance is what webhooks say.",
        _ => $"Zoom's report could not be read. {ZoomSentences.Of(error)} Attendance is what webhooks say.",
    };

    private static partial class Log
    {
        [LoggerMessage(530, LogLevel.Information, "There is no participant report for session {SessionId}: {Kind}.")]
        public static partial void NoReport(ILogger logger, string sessionId, ZoomErrorKind kind);
    }
}
