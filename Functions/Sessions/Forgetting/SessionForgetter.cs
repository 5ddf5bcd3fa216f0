using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions.Forgetting;

/// <summary>
/// Strips one session of personal data: the totals are frozen, the meeting is taken out of the index so that nothing new is recorded,
/// then go events, persons and names. Every step can be repeated, by several at once too; the row that led here goes last.
/// </summary>
public sealed class SessionForgetter(Tables tables, SessionStore sessions, TimeProvider time)
{
    /// <summary>So long after the first time it is done again: a process may have known the meeting a while longer.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(2);

    private const int MostAttempts = 10;

    /// <param name="done">The row of a session that is over.</param>
    /// <returns>False: there was nothing to do yet.</returns>
    public async Task<bool> ForgetAsync(TableEntity done, CancellationToken cancellationToken)
    {
        var sessionId = done.RowKey;
        var record = await sessions.ReadAsync(sessionId, cancellationToken);
        var since = record?.ForgottenAt;
        if (record is not null)
        {
            if (!record.IsOver || time.GetUtcNow() < since + Again) return false;
            if (record.Facts.EndTime is { } end && IndexRows.Done(end) is var rightful && rightful != done.PartitionKey)
            {
                await MoveAsync(done, rightful, cancellationToken);
                return true;
            }

            if (record.Frozen is not { IsWhole: true }) await FreezeAsync(sessionId, cancellationToken);
            if (record.Facts.MeetingId is { } meetingId) await RemoveMeetingAsync(meetingId, sessionId, cancellationToken);
            await DeleteAsync(sessionId, SessionRows.LogPrefix, SessionRows.StatusFrom, cancellationToken);
            await DeleteAsync(sessionId, SessionRows.PersonPrefix, SessionRows.RoomPrefix, cancellationToken);
            await StripAsync(sessionId, cancellationToken);
            if (since is null) return true;
        }

        await tables.SessionIndex.DeleteEntityAsync(done.PartitionKey, sessionId, ETag.All, cancellationToken);
        return true;
    }

    // The session went on after it had been completed, and its time is counted from its later end.
    private async Task MoveAsync(TableEntity done, string rightful, CancellationToken cancellationToken)
    {
        await tables.SessionIndex.UpsertEntityAsync(new TableEntity(rightful, done.RowKey), TableUpdateMode.Merge, cancellationToken);
        await tables.SessionIndex.DeleteEntityAsync(done.PartitionKey, done.RowKey, ETag.All, cancellationToken);
    }

    private async Task FreezeAsync(string sessionId, CancellationToken cancellationToken)
    {
        var log = await sessions.ReadLogAsync(sessionId, cancellationToken);
        await ChangeAsync(sessionId, (rows, record) =>
        {
            if (record.Frozen is { IsWhole: true }) return [];
            var session = SessionOf(rows);
            BinaryColumns.Write(session, SessionColumns.Attendance, FrozenAttendance.Of(record.ToAttendance(log, time.GetUtcNow())).Zip());
            return [session];
        }, cancellationToken);
    }

    private Task StripAsync(string sessionId, CancellationToken cancellationToken) => ChangeAsync(sessionId, (rows, record) =>
    {
        if (record.ForgottenAt is not null) return [];
        var plan = Pseudonyms.Strip(record.Plan);
        var session = SessionOf(rows);
        foreach (var column in SessionColumns.Personal) session.Remove(column);
        PendingPlans.Remove(session);
        BinaryColumns.Write(session, SessionColumns.Configuration, plan.Zip());
        session[SessionColumns.ForgottenAt] = time.GetUtcNow();
        return [session, .. rows.Where(IsRoom).Select(r => Renamed(r, plan))];
    }, cancellationToken);

    private static TableEntity SessionOf(IReadOnlyList<TableEntity> rows) => rows.First(r => r.RowKey == SessionRows.Session);

    private static bool IsRoom(TableEntity row) => row.RowKey.StartsWith(SessionRows.RoomPrefix, StringComparison.Ordinal);

    private static TableEntity Renamed(TableEntity row, SessionPlan plan)
    {
        row["name"] = plan.Rooms.FirstOrDefault(r => SessionRows.Room(r.RoomId) == row.RowKey)?.Name;
        return row;
    }

    private async Task ChangeAsync(string sessionId, Func<IReadOnlyList<TableEntity>, SessionRecord, IReadOnlyList<TableEntity>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            List<TableEntity> rows = [];
            await foreach (var row in sessions.RowsAsync(sessionId, cancellationToken)) rows.Add(row);
            if (SessionStore.Read(rows) is not { } record || change(rows, record) is not { Count: > 0 } changed) return;
            try
            {
                await tables.Sessions.SubmitTransactionAsync(
                    changed.Select(r => new TableTransactionAction(TableTransactionActionType.UpdateReplace, r, r.ETag)), cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
            {
                // Somebody changed one of the rows a moment ago: look again.
            }
        }
    }

    // A meeting number that Zoom has given out again belongs to a newer session.
    private async Task RemoveMeetingAsync(string meetingId, string sessionId, CancellationToken cancellationToken)
    {
        if (await tables.SessionIndex.FindAsync(IndexRows.Meeting(meetingId), IndexRows.MeetingRow, cancellationToken) is { } row && row.GetString("session_id") == sessionId)
            await tables.SessionIndex.DeleteEntityAsync(row, row.ETag, cancellationToken);
    }

    private Task DeleteAsync(string sessionId, string from, string to, CancellationToken cancellationToken) => RowDeletion.DeleteAsync(
        tables.Sessions, TableClient.CreateQueryFilter($"PartitionKey eq {sessionId} and RowKey ge {from} and RowKey lt {to}"), [], _ => true, cancellationToken);
}
