using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using Functions.Presence;

namespace Functions.Storage;

/// <summary>
/// A person's row: the state as compact JSON, usually some 500 bytes and at most some 100 kB, and what the professor said by hand.
/// The state is binary: a text property could not hold the longest one.
/// </summary>
internal static class PersonColumns
{
    private const string RunUuid = "meeting_uuid";
    private const string State = "state";
    private const string Student = "student_id";

    // Without the escapes that only a page of HTML would need.
    private static readonly JsonTypeInfo<PersonDocument> Compact =
        new PersonJson(new JsonSerializerOptions(PersonJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).PersonDocument;

    public static TableEntity Write(string sessionId, Person person)
    {
        var row = new TableEntity(sessionId, SessionRows.Person(person.PersonId));
        Update(row, person);
        return row;
    }

    /// <summary>Writes the person into a row that was read, keeping its other columns.</summary>
    public static void Update(TableEntity row, Person person)
    {
        row[RunUuid] = person.RunUuid;
        BinaryColumns.Write(row, State, JsonSerializer.SerializeToUtf8Bytes(PersonDocument.Of(person.State), Compact));
        row[Student] = person.HandStudentId;
    }

    public static Person Read(TableEntity row) => new(
        row.RowKey[SessionRows.PersonPrefix.Length..],
        row.GetString(RunUuid) ?? "",
        JsonSerializer.Deserialize(BinaryColumns.Read(row, State) ?? throw new InvalidDataException("A person has no state."), Compact)!.ToState(),
        row.GetString(Student));
}

// Set, not init: what can only be given at birth is read the slow way, all of it boxed first.
internal sealed record PersonDocument
{
    public long? JoinedAt { get; set; }

    public string[]? JoinedBy { get; set; }

    public long? LeftAt { get; set; }

    public string[]? LeftBy { get; set; }

    public long[]? MainJoins { get; set; }

    public long[]? MainLeaves { get; set; }

    public Dictionary<string, RoomVisit>? Rooms { get; set; }

    public Register? LatestRoom { get; set; }

    public long? LatestRoomLeft { get; set; }

    public long? EnteredWaitingRoom { get; set; }

    public long? LeftWaitingRoom { get; set; }

    public Register? Role { get; set; }

    public Register? RegistrantId { get; set; }

    public Register? ZoomUserId { get; set; }

    public Register? Email { get; set; }

    public Register? Name { get; set; }

    public Register? EarliestName { get; set; }

    public long? RunStart { get; set; }

    public static PersonDocument Of(PersonState s) => new()
    {
        JoinedAt = s.Joined?.At,
        JoinedBy = s.Joined is { } joined ? [.. joined.UserIds] : null,
        LeftAt = s.Left?.At,
        LeftBy = s.Left is { } left ? [.. left.UserIds] : null,
        MainJoins = s.MainJoins.Count == 0 ? null : [.. s.MainJoins],
        MainLeaves = s.MainLeaves.Count == 0 ? null : [.. s.MainLeaves],
        Rooms = s.Rooms.ByUuid.Count == 0 ? null : new(s.Rooms.ByUuid, StringComparer.Ordinal),
        LatestRoom = s.Rooms.LatestJoin,
        LatestRoomLeft = s.Rooms.LatestLeft,
        EnteredWaitingRoom = s.EnteredWaitingRoom,
        LeftWaitingRoom = s.LeftWaitingRoom,
        Role = s.Role,
        RegistrantId = s.RegistrantId,
        ZoomUserId = s.ZoomUserId,
        Email = s.Email,
        Name = s.Name,
        EarliestName = s.EarliestName,
        RunStart = s.RunStart,
    };

    public PersonState ToState() => new()
    {
        Joined = JoinedAt is { } joined ? Moment.Of(joined, JoinedBy ?? []) : null,
        Left = LeftAt is { } left ? Moment.Of(left, LeftBy ?? []) : null,
        MainJoins = [.. MainJoins ?? []],
        MainLeaves = [.. MainLeaves ?? []],
        Rooms = new(
            (Rooms ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal), LatestRoom, LatestRoomLeft),
        EnteredWaitingRoom = EnteredWaitingRoom,
        LeftWaitingRoom = LeftWaitingRoom,
        Role = Role,
        RegistrantId = RegistrantId,
        ZoomUserId = ZoomUserId,
        Email = Email,
        Name = Name,
        EarliestName = EarliestName,
        RunStart = RunStart,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PersonDocument))]
internal sealed partial class PersonJson : JsonSerializerContext;
