using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>Sessions in their partitions.</summary>
public sealed class SessionStore(Tables tables)
{
    /// <summary>Everything the status needs, in one range query that never touches the log. Null when there is no such session.</summary>
    public async Task<SessionRecord?> ReadAsync(string sessionId, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (var row in RowsAsync(sessionId, cancellationToken)) rows.Add(row);
        return Read(rows);
    }

    internal IAsyncEnumerable<TableEntity> RowsAsync(string sessionId, CancellationToken cancellationToken) => tables.Sessions.QueryAsync<TableEntity>(
        TableClient.CreateQueryFilter($"PartitionKey eq {sessionId} and RowKey ge {SessionRows.StatusFrom}"), cancellationToken: cancellationToken);

    /// <summary>The session that these rows are, or null.</summary>
    internal static SessionRecord? Read(IEnumerable<TableEntity> rows)
    {
        TableEntity? session = null;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        List<Person> people = [];
        List<Run> runs = [];
        foreach (var row in rows)
        {
            if (row.RowKey.StartsWith(SessionRows.PersonPrefix, StringComparison.Ordinal)) people.Add(PersonColumns.Read(row));
            else if (row.RowKey.StartsWith(SessionRows.RunPrefix, StringComparison.Ordinal)) runs.Add(RunColumns.Read(row));
            else if (row.RowKey.StartsWith(SessionRows.RoomPrefix, StringComparison.Ordinal) && row.GetString("label") is { } label)
                labels[row.RowKey[SessionRows.RoomPrefix.Length..]] = label;
            else if (row.RowKey == SessionRows.Session) session = row;
        }

        return session is null ? null : SessionColumns.Read(session, labels, people, runs);
    }

    /// <summary>The log as far as presence depends on it: events, and what Zoom's report says.</summary>
    public async Task<SessionLog> ReadLogAsync(string sessionId, CancellationToken cancellationToken)
    {
        var rows = tables.Sessions.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {sessionId} and RowKey ge {SessionRows.LogPrefix} and RowKey lt {SessionRows.StatusFrom}"),
            cancellationToken: cancellationToken);
        List<(string?, MeetingEvent)> events = [];
        List<ReportedStay> reported = [];
        await foreach (var row in rows)
        {
            if (EventColumns.Read(row) is { } read) events.Add(read);
            else if (ReportColumns.Read(row) is { } stay) reported.Add(stay);
        }

        return new(events, reported);
    }

    /// <summary>Whether there is such a session, by a point read.</summary>
    public async Task<bool> ExistsAsync(string sessionId, CancellationToken cancellationToken)
    {
        var row = await tables.Sessions.GetEntityIfExistsAsync<TableEntity>(sessionId, SessionRows.Session, ["PartitionKey"], cancellationToken);
        return row.HasValue;
    }

    /// <summary>
    /// Inserts session and rooms in one transaction. This insert decides who created the session: false means that somebody else's row
    /// is there, with another meeting or none.
    /// </summary>
    internal Task<bool> TryInsertAsync(SessionPlan plan, ZoomMeeting meeting, SessionStatus status, Intent intent, CancellationToken cancellationToken) =>
        TryInsertAsync(SessionColumns.Write(plan, meeting, status, intent), plan, cancellationToken);

    /// <summary>Inserts the session of a creation for which no meeting was found. False: somebody created it after all.</summary>
    internal Task<bool> TryInsertFailedAsync(Intent intent, DateTimeOffset now, CancellationToken cancellationToken) =>
        TryInsertAsync(SessionColumns.WriteFailed(intent, now), intent.Plan, cancellationToken);

    private async Task<bool> TryInsertAsync(TableEntity session, SessionPlan plan, CancellationToken cancellationToken)
    {
        var rows = SessionColumns.WriteRooms(plan).Prepend(session);
        try
        {
            await tables.Sessions.SubmitTransactionAsync(rows.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)), cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // The same attempt may have been finished by a creator and a reconciler at once: the meeting tells whether it is the same outcome.
            string[] identity = ["attempt", SessionColumns.MeetingId];
            var there = await tables.Sessions.GetEntityAsync<TableEntity>(plan.SessionId, SessionRows.Session, identity, cancellationToken);
            return identity.All(column => there.Value.GetString(column) == session.GetString(column));
        }
    }

    /// <summary>Notes that the meeting runs, as Zoom says, although no webhook told of anybody in it.</summary>
    public Task NoteRunningAsync(string sessionId, DateTimeOffset now, CancellationToken cancellationToken) => tables.Sessions.UpdateEntityAsync(
        new TableEntity(sessionId, SessionRows.Session) { [SessionColumns.SeenRunningAt] = now }, ETag.All, TableUpdateMode.Merge, cancellationToken);

    /// <summary>Notes since when Zoom has said that it does not know the meeting; null that it does.</summary>
    public Task NoteNotFoundAsync(string sessionId, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var note = new TableEntity(sessionId, SessionRows.Session) { [SessionColumns.NotFoundSince] = since?.ToUnixTimeSeconds() ?? 0L };
        return tables.Sessions.UpdateEntityAsync(note, ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Keeps what is known of a run beside what was known: the earliest start, the latest end.</summary>
    public async Task MergeRunAsync(string sessionId, Run run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await tables.Sessions.FindAsync(sessionId, SessionRows.Run(run.Uuid), cancellationToken);
            try
            {
                if (row is null)
                {
                    await tables.Sessions.AddEntityAsync(RunColumns.Write(sessionId, run), cancellationToken);
                    return;
                }

                RunColumns.Update(row, Run.Merge(RunColumns.Read(row), run));
                await tables.Sessions.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.IsRace())
            {
                // An event of this run came in between.
            }
        }
    }

    /// <summary>Notes that the session is to end, before Zoom is told; an empty reason takes it back. False: the row has changed since it was read.</summary>
    public Task<bool> TryMarkEndingAsync(SessionRecord record, string reason, CancellationToken cancellationToken) => Changes(async () =>
        await tables.Sessions.UpdateEntityAsync(
            new TableEntity(record.Facts.SessionId, SessionRows.Session) { [SessionColumns.Ending] = reason }, record.ETag, TableUpdateMode.Merge, cancellationToken));

    /// <summary>Completes the session and its rooms in one transaction. False: the row has changed since it was read.</summary>
    public Task<bool> TryCompleteAsync(SessionRecord record, Snapshot last, DateTimeOffset endTime, string reason, CancellationToken cancellationToken)
    {
        var session = new TableEntity(record.Facts.SessionId, SessionRows.Session)
        {
            [SessionColumns.Status] = SessionColumns.Name(SessionStatus.Completed),
            [SessionColumns.EndTime] = endTime,
            [SessionColumns.EndReason] = reason,
            [SessionColumns.Ending] = "",
            [SessionColumns.NotFoundSince] = 0L,
        };
        if (record.Reopened is not null) CaughtUp.Clear(session);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateMerge, session, record.ETag)];
        foreach (var room in last.BreakoutRooms)
        {
            var row = new TableEntity(record.Facts.SessionId, SessionRows.Room(room.RoomId)) { [SessionColumns.Status] = SessionColumns.Name(RoomStatus.Completed) };
            if (room.ZoomRoomId is not null) row["zoom_room_id"] = room.ZoomRoomId;
            actions.Add(new(TableTransactionActionType.UpdateMerge, row, ETag.All));
        }

        return Changes(async () => await tables.Sessions.SubmitTransactionAsync(actions, cancellationToken));
    }

    /// <summary>
    /// Writes down, in one transaction, that a session goes on which a later run has reopened. False: the row has changed since it was
    /// read.
    /// </summary>
    internal async Task<bool> TryReopenAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var sessionId = record.Facts.SessionId;
        var row = await tables.Sessions.FindAsync(sessionId, SessionRows.Session, cancellationToken);
        if (row is null || row.ETag != record.ETag) return false;
        row[SessionColumns.Status] = SessionColumns.Name(SessionStatus.Active);
        row.Remove(SessionColumns.EndTime);
        row.Remove(SessionColumns.EndReason);
        PendingPlans.Remove(row);
        CaughtUp.Clear(row);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, row, row.ETag)];
        foreach (var room in record.Rooms)
        {
            var pending = new TableEntity(sessionId, SessionRows.Room(room.RoomId))
            {
                [SessionColumns.Status] = SessionColumns.Name(RoomStatus.Pending),
            };
            actions.Add(new(TableTransactionActionType.UpdateMerge, pending, ETag.All));
        }

        return await Changes(async () => await tables.Sessions.SubmitTransactionAsync(actions, cancellationToken));
    }

    /// <summary>Writes a line into the log; the same line again changes nothing.</summary>
    internal Task NoteAsync(TableEntity note, CancellationToken cancellationToken) =>
        tables.Sessions.UpsertEntityAsync(note, TableUpdateMode.Replace, cancellationToken);

    private static async Task<bool> Changes(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }
}
