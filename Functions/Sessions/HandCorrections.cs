using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>What came of a label.</summary>
/// <param name="TakenBy">The room that has this label already, when nothing was changed because of it.</param>
public sealed record Labelling(bool Found, string? TakenBy = null);

/// <summary>
/// What the professor says by hand: who somebody is, and which Zoom room is which. Each is one transaction with its line in the log,
/// under the row's ETag, so that webhooks being recorded at the same time lose nothing and are not lost.
/// </summary>
public sealed class HandCorrections(Tables tables, TimeProvider time)
{
    private const string Student = "student_id";
    private const string Label = "label";

    /// <summary>Says which student a person is; with <see cref="Person.Nobody"/> that they are none; with null takes that back.</summary>
    /// <param name="before">Whom they were taken for.</param>
    /// <returns>False: nobody was seen under this id.</returns>
    public async Task<bool> MatchAsync(
        string sessionId, string personId, string? studentId, string? before, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await Read(sessionId, SessionRows.Person(personId), cancellationToken) is not { } person) return false;
            if (person.GetString(Student) == studentId) return true;
            var isMatch = studentId is not (null or Person.Nobody);
            var log = LogLine(sessionId, isMatch ? TimelineNote.PersonMatched : TimelineNote.PersonUnmatched);
            log["person_id"] = personId;
            log[Student] = isMatch ? studentId : before ?? person.GetString(Student);
            person[Student] = studentId;
            if (await TrySubmit([new(TableTransactionActionType.Add, log), new(TableTransactionActionType.UpdateReplace, person, person.ETag)], cancellationToken)) return true;
        }
    }

    /// <summary>
    /// Says which Zoom room a planned room is, or with null takes that back. A Zoom room is one planned room at most: the session's row
    /// is written too, so that of two labels at once one comes second and sees the first.
    /// </summary>
    public async Task<Labelling> LabelAsync(string sessionId, string roomId, string? zoomRoomId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var session = await Read(sessionId, SessionRows.Session, cancellationToken);
            var rooms = await ReadRooms(sessionId, cancellationToken);
            if (session is null || rooms.Find(r => r.RowKey == SessionRows.Room(roomId)) is not { } room) return new(false);
            if (room.GetString(Label) == zoomRoomId) return new(true);
            if (zoomRoomId is not null && rooms.Find(r => r.GetString(Label) == zoomRoomId) is { } other) return new(true, other.RowKey[SessionRows.RoomPrefix.Length..]);

            var log = LogLine(sessionId, zoomRoomId is null ? TimelineNote.RoomUnlabelled : TimelineNote.RoomLabelled);
            log["room_id"] = roomId;
            log["zoom_room_id"] = zoomRoomId ?? room.GetString(Label);
            room[Label] = zoomRoomId;
            List<TableTransactionAction> actions =
            [
                new(TableTransactionActionType.Add, log),
                new(TableTransactionActionType.UpdateReplace, room, room.ETag),
                new(TableTransactionActionType.UpdateMerge, new TableEntity(sessionId, SessionRows.Session), session.ETag),
            ];
            if (await TrySubmit(actions, cancellationToken)) return new(true);
        }
    }

    private TableEntity LogLine(string sessionId, string kind) =>
        TimelineNote.Write(sessionId, kind, TimelineNote.ByOperator, time.GetUtcNow(), Guid.NewGuid().ToString("N"));

    private async Task<bool> TrySubmit(List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Sessions.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            return false;
        }
    }

    private Task<TableEntity?> Read(string sessionId, string rowKey, CancellationToken cancellationToken) => tables.Sessions.FindAsync(sessionId, rowKey, cancellationToken);

    private async Task<List<TableEntity>> ReadRooms(string sessionId, CancellationToken cancellationToken)
    {
        List<TableEntity> rooms = [];
        var rows = tables.Sessions.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {sessionId} and RowKey ge {SessionRows.RoomPrefix} and RowKey lt {SessionRows.RunPrefix}"),
            cancellationToken: cancellationToken);
        await foreach (var row in rows) rooms.Add(row);
        return rooms;
    }
}
