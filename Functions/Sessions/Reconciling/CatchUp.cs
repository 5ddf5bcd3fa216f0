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
public sealed partial class CatchUp(OpenWork work, Tables tables, SessionDirectory directory, PastRuns past, IZoomClient zoom, TimeProvider time, ILogger<CatchUp> logger)
{
    /// <summary>Zoom's report is not there at once.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LastAfter = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BetweenLooksAtARun = TimeSpan.FromMinutes(30);

    /// <summary>No meeting lasts longer: one that is still without an end is one that Zoom knows nothing of.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(36);

    private const int MostTries = 3;
    private const string Tries = "tries";

    public async Task RunAsync(SessionRecord record, TableEntity row, CancellationToken cancellationToken)
    {
        var (sessionId, now) = (record.Facts.SessionId, time.GetUtcNow());
        var found = await past.FindAsync(record, cancellationToken);
        if (found.TryGet(out var completed, out var unknown)) record = completed;
        var runs = record.ToState(now).Runs;
        var (result, isWorthAnotherTry) = await ReadReportsAsync(sessionId, runs.Ordered, unknown, now, cancellationToken);
        var note = new TableEntity(sessionId, SessionRows.Session);
        result.Write(note);
        await tables.Sessions.UpdateEntityAsync(note, ETag.All, TableUpdateMode.Merge, cancellationToken);
        await directory.RefreshAsync(record, cancellationToken);

        var last = Later(record.Facts.EndTime ?? now, runs.Latest?.End) + LastAfter;
        if (isWorthAnotherTry && row.GetInt32(Tries) is null or < MostTries)
        {
            row[Tries] = (row.GetInt32(Tries) ?? 0) + 1;
            await work.ReplaceAsync(row, row, sessionId, WorkKind.CatchUp, now + BetweenTries, cancellationToken);
        }
        else if (runs.Latest is { End: null, Start: { } start } && now < DateTimeOffset.FromUnixTimeSeconds(start) + LongestRun)
            await work.ReplaceAsync(row, row, sessionId, WorkKind.CatchUp, now + BetweenLooksAtARun, cancellationToken);
        else if (now < last) await work.ReplaceAsync(row, row, sessionId, WorkKind.CatchUp, last, cancellationToken);
        else await work.RemoveAsync(row, cancellationToken);
    }

    private async Task<(CaughtUp Result, bool IsWorthAnotherTry)> ReadReportsAsync(
        string sessionId, IReadOnlyList<Run> runs, ZoomError? worst, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (runs.Count == 0 && worst is null) return (new(true, "The meeting never ran."), false);
        foreach (var run in runs.Where(r => r.End is not null).TakeLast(PastRuns.Most))
        {
            var read = await zoom.GetParticipantReportAsync(run.Uuid, cancellationToken);
            if (read.TryGet(out var rows, out var error)) await KeepAsync(sessionId, Stays(run.Uuid, rows), now, cancellationToken);
            else
            {
                Log.NoReport(logger, sessionId, error.Kind);
                if (worst is null || !IsSettled(error)) worst = error;
            }
        }

        return worst is null ? (new(true, "Attendance was compared with Zoom's report."), false) : (new(false, Reason(worst)), !IsSettled(worst));
    }

    private static DateTimeOffset Later(DateTimeOffset end, long? runEnd) =>
        runEnd is { } seconds && DateTimeOffset.FromUnixTimeSeconds(seconds) is var other && other > end ? other : end;

    // Zoom would say the same again.
    private static bool IsSettled(ZoomError error) => error.Kind is ZoomErrorKind.NotFound or ZoomErrorKind.NotAvailable;

    private async Task KeepAsync(string sessionId, IEnumerable<ReportedStay> stays, DateTimeOffset now, CancellationToken cancellationToken)
    {
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
        _ => $"Zoom's report could not be read ({error.Kind}). Attendance is what webhooks say.",
    };

    private static partial class Log
    {
        [LoggerMessage(530, LogLevel.Information, "There is no participant report for session {SessionId}: {Kind}.")]
        public static partial void NoReport(ILogger logger, string sessionId, ZoomErrorKind kind);
    }
}
