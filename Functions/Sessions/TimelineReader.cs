using System.ComponentModel.DataAnnotations;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>A line of a session's log.</summary>
/// <param name="EventId">Opaque.</param>
/// <param name="Kind">
/// Zoom's name of an event, or one of person_matched, person_unmatched, room_labelled, room_unlabelled, report_stay, session_reopened,
/// meeting_topic_changed, meeting_time_changed.
/// </param>
/// <param name="Source">Who told of it.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="ReceivedAt">When it was recorded.</param>
/// <param name="Name">The name that the person went by then.</param>
/// <param name="StudentId">The student that the person is taken for by now.</param>
/// <param name="RoomId">The planned room that the Zoom room is taken for by now.</param>
public sealed record TimelineEvent(
    string EventId,
    string Kind,
    [property: AllowedValues("webhook", "report", "operator", "system")] string Source,
    DateTimeOffset OccurredAt,
    DateTimeOffset ReceivedAt,
    string? PersonId,
    string? StudentId,
    string? Name,
    string? RoomId,
    string? ZoomRoomId);

/// <summary>A page of a session's log, newest first.</summary>
public sealed record Timeline(IReadOnlyList<TimelineEvent> Events, string? NextCursor);

/// <summary>Reads the log in pages, and says who is who and which room is whose as it is known now.</summary>
public sealed class TimelineReader(Tables tables, TimeProvider time)
{
    /// <param name="after">The row key that the page before ended with.</param>
    public async Task<Timeline> ReadAsync(SessionRecord record, int limit, string? after, CancellationToken cancellationToken)
    {
        var state = record.ToState(time.GetUtcNow());
        var students = state.People.ToDictionary(p => p.Person.PersonId, p => p.Student?.StudentId, StringComparer.Ordinal);
        var rows = tables.Sessions.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {record.Facts.SessionId} and RowKey gt {after ?? SessionRows.LogPrefix} and RowKey lt {SessionRows.StatusFrom}"),
            limit + 1, cancellationToken: cancellationToken);
        List<TimelineEvent> events = [];
        string? last = null;
        await foreach (var row in rows)
        {
            if (events.Count == limit) return new(events, last);
            events.Add(Read(row));
            last = row.RowKey;
        }

        return new(events, null);

        TimelineEvent Read(TableEntity row)
        {
            var person = row.GetString("person_id") is { } recorded ? state.PersonIdOf(recorded) : null;
            var zoomRoom = row.GetString("zoom_room_id");
            return new(
                row.RowKey[SessionRows.LogPrefix.Length..], row.GetString("kind"), row.GetString("source"),
                row.GetDateTimeOffset("occurred_at") ?? default, row.GetDateTimeOffset("received_at") ?? default,
                person, row.GetString("student_id") ?? (person is null ? null : students.GetValueOrDefault(person)), row.GetString("name"),
                row.GetString("room_id") ?? (zoomRoom is null ? null : state.Bindings.RoomOf.GetValueOrDefault(zoomRoom)), zoomRoom);
        }
    }
}
