using Azure.Data.Tables;
using Functions.Presence;
using Functions.Roster;
using Functions.Storage;

namespace Functions.Sessions;

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

    /// <summary>The lists, and students who are new to the roster.</summary>
    public Task AddListingAsync(SessionPlan plan, string meetingId, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var added = plan.NewStudents.ToHashSet(StringComparer.Ordinal);
        var students = plan.Rooms.SelectMany(r => r.Students).Where(s => added.Contains(s.StudentId))
            .Select(s => new RosterEntry(s.StudentId, s.Name, s.Email, s.Email)).ToList();
        return Task.WhenAll(
            ListAsync(plan, createdAt, row => ListingColumns.WritePlan(row, plan, meetingId), cancellationToken),
            roster.AddMissingAsync(RosterRole.Students, students, cancellationToken));
    }

    /// <summary>Notes in the index that a session is over; one that failed is first heard of here.</summary>
    public Task CompleteAsync(SessionRecord record, SessionStatus status, DateTimeOffset endTime, CancellationToken cancellationToken)
    {
        var done = new TableEntity(IndexRows.Done(endTime), record.Facts.SessionId);
        return Task.WhenAll(
            ListAsync(record.Plan, record.Facts.CreatedAt, row => ListingColumns.WriteEnd(row, record, status, endTime), cancellationToken),
            tables.SessionIndex.UpsertEntityAsync(done, TableUpdateMode.Merge, cancellationToken));
    }

    /// <summary>Writes the summary of a session that is over anew: something was learnt of it since.</summary>
    public Task RefreshAsync(SessionRecord over, CancellationToken cancellationToken) => ListAsync(
        over.Plan,
        over.Facts.CreatedAt,
        row => ListingColumns.WriteEnd(row, over, over.Facts.Status, over.Facts.EndTime ?? over.Facts.CreatedAt),
        cancellationToken);

    /// <summary>
    /// Puts a session back among the open ones if the professor's list says that it is over. That list is changed last, so that a crash in
    /// between is found by the next caller.
    /// </summary>
    public async Task ReopenAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var facts = record.Facts;
        var (mine, key) = (IndexRows.Professor(facts.ProfessorId), IndexRows.ListRow(facts.CreatedAt, facts.SessionId));
        if (await ReadAsync(mine, key, cancellationToken) is not { } listed || !ListingColumns.IsOver(listed)) return;
        if (ListingColumns.EndOf(listed) is { } endTime)
            await tables.SessionIndex.DeleteEntityAsync(IndexRows.Done(endTime), facts.SessionId, cancellationToken: cancellationToken);
        ListingColumns.RemoveEnd(listed);
        foreach (var partition in new[] { IndexRows.All(facts.CreatedAt), mine })
            await tables.SessionIndex.UpsertEntityAsync(ListingColumns.Copy(listed, partition), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The index rows that a session should have and has not, or has wrong, by what they are for.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var facts = record.Facts;
        List<string> missing = [];
        if (record.ForgottenAt is null && facts.MeetingId is { } meetingId && (await ReadAsync(IndexRows.Meeting(meetingId), IndexRows.MeetingRow, cancellationToken))?.GetString("session_id") != facts.SessionId)
            missing.Add("meeting");
        foreach (var (list, partition) in new[] { ("professor's list", IndexRows.Professor(facts.ProfessorId)), ("list of all sessions", IndexRows.All(facts.CreatedAt)) })
        {
            var listed = await ReadAsync(partition, IndexRows.ListRow(facts.CreatedAt, facts.SessionId), cancellationToken);
            if (listed is null || ListingColumns.IsOver(listed) != record.IsOver) missing.Add(list);
        }

        if (record.ForgottenAt is null && record.IsOver && facts.EndTime is { } end && await ReadAsync(IndexRows.Done(end), facts.SessionId, cancellationToken) is null) missing.Add("retention");
        return missing;
    }

    private Task<TableEntity?> ReadAsync(string partition, string row, CancellationToken cancellationToken) => tables.SessionIndex.FindAsync(partition, row, cancellationToken);

    private Task ListAsync(SessionPlan plan, DateTimeOffset createdAt, Action<TableEntity> write, CancellationToken cancellationToken)
    {
        string[] lists = [IndexRows.Professor(plan.Professor.Id), IndexRows.All(createdAt)];
        return Task.WhenAll(lists.Select(list =>
        {
            var row = new TableEntity(list, IndexRows.ListRow(createdAt, plan.SessionId));
            write(row);
            return tables.SessionIndex.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
        }));
    }
}
