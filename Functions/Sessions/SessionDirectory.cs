using Azure.Data.Tables;
using Functions.Presence;
using Functions.Roster;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>A line of a professor's list, as the index has it: it may lag behind the session itself.</summary>
internal sealed record IndexedSession(
    string RowKey, string SessionId, SessionStatus Status, DateTimeOffset StartTime, int Duration)
{
    public bool IsOver => Status is SessionStatus.Completed or SessionStatus.Failed;
}

/// <summary>The index rows of sessions. Every row derives from the session, so writing them again changes nothing.</summary>
public sealed class SessionDirectory(Tables tables, RosterStore roster)
{
    /// <summary>All index rows of a session that is not over, in parallel.</summary>
    public Task AddAsync(SessionPlan plan, string meetingId, DateTimeOffset createdAt, CancellationToken cancellationToken) => Task.WhenAll(
        AddMeetingAsync(plan, meetingId, cancellationToken), AddListingAsync(plan, meetingId, createdAt, cancellationToken));

    /// <summary>From here on a meeting's events are the session's.</summary>
    public Task AddMeetingAsync(SessionPlan plan, string meetingId, CancellationToken cancellationToken)
    {
        var meeting = new TableEntity(IndexRows.Meeting(meetingId), IndexRows.MeetingRow) { ["session_id"] = plan.SessionId, ["professor_id"] = plan.Professor.Id };
        return tables.SessionIndex.UpsertEntityAsync(meeting, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>A meeting that is gone is nobody's.</summary>
    public Task RemoveMeetingAsync(string meetingId, CancellationToken cancellationToken) =>
        tables.SessionIndex.DeleteEntityAsync(IndexRows.Meeting(meetingId), IndexRows.MeetingRow, cancellationToken: cancellationToken);

    /// <summary>
    /// The professor's list, and students who are new to the roster. The status is not written here but when the session is over: whoever
    /// is late with this does not put an ended session back among the open ones.
    /// </summary>
    public Task AddListingAsync(SessionPlan plan, string meetingId, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var professor = new TableEntity(IndexRows.Professor(plan.Professor.Id), IndexRows.ProfessorRow(createdAt, plan.SessionId))
        {
            ["session_id"] = plan.SessionId,
            ["meeting_id"] = meetingId,
            ["topic"] = plan.Topic,
            ["start_time"] = plan.StartTime,
            ["duration"] = plan.Duration,
        };
        var added = plan.NewStudents.ToHashSet(StringComparer.Ordinal);
        var students = plan.Rooms.SelectMany(r => r.Students).Where(s => added.Contains(s.StudentId))
            .Select(s => new RosterEntry(s.StudentId, s.Name, s.Email, s.Email)).ToList();
        return Task.WhenAll(
            tables.SessionIndex.UpsertEntityAsync(professor, TableUpdateMode.Merge, cancellationToken),
            roster.AddMissingAsync(RosterRole.Students, students, cancellationToken));
    }

    /// <summary>Notes in the index that a session is over; one that failed is first heard of here.</summary>
    public Task CompleteAsync(SessionRecord record, SessionStatus status, DateTimeOffset endTime, CancellationToken cancellationToken)
    {
        var facts = record.Facts;
        var professor = new TableEntity(IndexRows.Professor(facts.ProfessorId), IndexRows.ProfessorRow(facts.CreatedAt, facts.SessionId))
        {
            ["session_id"] = facts.SessionId,
            ["topic"] = facts.Topic,
            ["start_time"] = facts.StartTime,
            ["duration"] = facts.Duration,
            ["status"] = SessionColumns.Name(status),
            ["end_time"] = endTime,
        };
        var done = new TableEntity(IndexRows.Done(endTime), facts.SessionId);
        return Task.WhenAll(
            tables.SessionIndex.UpsertEntityAsync(professor, TableUpdateMode.Merge, cancellationToken),
            tables.SessionIndex.UpsertEntityAsync(done, TableUpdateMode.Merge, cancellationToken));
    }

    /// <summary>
    /// Puts a session back among the open ones if the list says that it is over. For whoever looks after a session that is not: a read, and
    /// two writes where the session was completed before.
    /// </summary>
    public async Task ReopenAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var facts = record.Facts;
        var (partition, key) = (IndexRows.Professor(facts.ProfessorId), IndexRows.ProfessorRow(facts.CreatedAt, facts.SessionId));
        if (await ReadAsync(partition, key, cancellationToken) is not { } listed || listed.GetString("status") is not ("completed" or "failed")) return;
        if (listed.GetDateTimeOffset("end_time") is { } endTime)
            await tables.SessionIndex.DeleteEntityAsync(IndexRows.Done(endTime), facts.SessionId, cancellationToken: cancellationToken);
        listed.Remove("status");
        listed.Remove("end_time");
        await tables.SessionIndex.UpsertEntityAsync(listed, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The index rows that a session should have and has not, or has wrong, by what they are for.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var facts = record.Facts;
        List<string> missing = [];
        if (record.ForgottenAt is null && facts.MeetingId is { } meetingId && (await ReadAsync(IndexRows.Meeting(meetingId), IndexRows.MeetingRow, cancellationToken))?.GetString("session_id") != facts.SessionId)
            missing.Add("meeting");
        var listed = await ReadAsync(IndexRows.Professor(facts.ProfessorId), IndexRows.ProfessorRow(facts.CreatedAt, facts.SessionId), cancellationToken);
        var isOver = listed?.GetString("status") is "completed" or "failed";
        if (listed is null || isOver != record.IsOver) missing.Add("professor's list");
        if (record.ForgottenAt is null && record.IsOver && facts.EndTime is { } end && await ReadAsync(IndexRows.Done(end), facts.SessionId, cancellationToken) is null) missing.Add("retention");
        return missing;
    }

    private Task<TableEntity?> ReadAsync(string partition, string row, CancellationToken cancellationToken) => tables.SessionIndex.FindAsync(partition, row, cancellationToken);

    /// <summary>A professor's sessions, newest first, from the row after <paramref name="after"/>.</summary>
    internal async IAsyncEnumerable<IndexedSession> ListAsync(
        string professorId, string? after, int pageSize, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = tables.SessionIndex.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {IndexRows.Professor(professorId)} and RowKey gt {after ?? ""}"),
            maxPerPage: pageSize,
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return new(
                row.RowKey,
                row.GetString("session_id"),
                row.GetString("status") is { } over ? Enum.Parse<SessionStatus>(over, ignoreCase: true) : SessionStatus.Active,
                row.GetDateTimeOffset("start_time") ?? default,
                row.GetInt32("duration") ?? 0);
        }
    }
}
