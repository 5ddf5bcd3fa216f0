using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Functions.Presence;

namespace Functions.Storage;

/// <summary>
/// A person's state as compact JSON: what is not known is left out, what is not understood is passed over. Every event of a class reads
/// one and writes one, so this goes through the text once and builds the state itself, with no document between them.
/// </summary>
internal static class PersonStateJson
{
    // Without the escapes that only a page of HTML would need.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(PersonState s)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes, Compact);
        json.WriteStartObject();
        PassagesJson.Join.Write(json, s.MainJoins);
        PassagesJson.Leave.Write(json, s.MainLeaves);
        Write(json, "rooms"u8, s.Rooms.ByUuid);
        Write(json, "latest_room"u8, s.Rooms.LatestJoin);
        Write(json, "latest_room_left"u8, s.Rooms.LatestLeft);
        Write(json, "entered_waiting_room"u8, s.EnteredWaitingRoom);
        Write(json, "left_waiting_room"u8, s.LeftWaitingRoom);
        Write(json, "role"u8, s.Role);
        Write(json, "registrant_id"u8, s.RegistrantId);
        Write(json, "zoom_user_id"u8, s.ZoomUserId);
        Write(json, "email"u8, s.Email);
        Write(json, "name"u8, s.Name);
        Write(json, "names"u8, s.Names);
        Write(json, "earliest_name"u8, s.EarliestName);
        if (s.Connection is { } connection) json.WriteString("connection"u8, connection);
        Write(json, "run_start"u8, s.RunStart);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <exception cref="JsonException">This is no JSON, or not of a state's shape.</exception>
    /// <exception cref="InvalidOperationException">A number or a text is not what it should be.</exception>
    public static PersonState Read(ReadOnlySpan<byte> bytes)
    {
        PassagesJson.Reading joins = new(), leaves = new();
        long? latestRoomLeft = null, enteredWaitingRoom = null, leftWaitingRoom = null, runStart = null;
        Register? latestRoom = null, role = null, registrantId = null, zoomUserId = null, email = null, name = null, earliestName = null;
        ImmutableSortedSet<Register> names = [];
        string? connection = null;
        var rooms = RoomVisits.None.ByUuid;

        var json = new Utf8JsonReader(bytes);
        json.Read();
        Begins(ref json, JsonTokenType.StartObject);
        while (NextMember(ref json))
        {
            if (PassagesJson.Join.TryRead(ref json, ref joins) || PassagesJson.Leave.TryRead(ref json, ref leaves)) continue;
            if (Is(ref json, "rooms"u8)) rooms = Rooms(ref json);
            else if (Is(ref json, "latest_room"u8)) latestRoom = Stated(ref json);
            else if (Is(ref json, "latest_room_left"u8)) latestRoomLeft = Seconds(ref json);
            else if (Is(ref json, "entered_waiting_room"u8)) enteredWaitingRoom = Seconds(ref json);
            else if (Is(ref json, "left_waiting_room"u8)) leftWaitingRoom = Seconds(ref json);
            else if (Is(ref json, "role"u8)) role = Stated(ref json);
            else if (Is(ref json, "registrant_id"u8)) registrantId = Stated(ref json);
            else if (Is(ref json, "zoom_user_id"u8)) zoomUserId = Stated(ref json);
            else if (Is(ref json, "email"u8)) email = Stated(ref json);
            else if (Is(ref json, "name"u8)) name = Stated(ref json);
            else if (Is(ref json, "names"u8)) names = Names(ref json);
            else if (Is(ref json, "earliest_name"u8)) earliestName = Stated(ref json);
            else if (Is(ref json, "connection"u8)) connection = json.GetString();
            else if (Is(ref json, "run_start"u8)) runStart = Seconds(ref json);
            else json.Skip();
        }

        return new()
        {
            MainJoins = joins.Passages,
            MainLeaves = leaves.Passages,
            Rooms = new(rooms, latestRoom, latestRoomLeft),
            EnteredWaitingRoom = enteredWaitingRoom,
            LeftWaitingRoom = leftWaitingRoom,
            Role = role,
            RegistrantId = registrantId,
            ZoomUserId = zoomUserId,
            Email = email,
            Names = name is { } latest ? names.Add(latest) : names,
            EarliestName = earliestName,
            Connection = connection,
            RunStart = runStart,
        };
    }

    internal static void Begins(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (json.TokenType != expected) throw new JsonException($"A person's state has a {json.TokenType} where a {expected} is expected.");
    }

    private static bool NextMember(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    internal static bool NextItem(ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the member has this name; if so, its value is next.</summary>
    internal static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();

    internal static long? Seconds(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? null : json.GetInt64();

    private static ImmutableSortedSet<Register> Names(ref Utf8JsonReader json)
    {
        Begins(ref json, JsonTokenType.StartArray);
        ImmutableSortedSet<Register> names = [];
        while (NextItem(ref json))
            if (Stated(ref json) is { } name) names = names.Add(name);
        return names;
    }

    private static Register? Stated(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null) return null;
        Begins(ref json, JsonTokenType.StartObject);
        var (at, value) = (0L, "");
        while (NextMember(ref json))
        {
            if (Is(ref json, "at"u8)) at = json.GetInt64();
            else if (Is(ref json, "value"u8)) value = json.GetString()!;
            else json.Skip();
        }

        return new(at, value);
    }

    private static ImmutableSortedDictionary<string, RoomVisit> Rooms(ref Utf8JsonReader json)
    {
        Begins(ref json, JsonTokenType.StartObject);
        var rooms = RoomVisits.None.ByUuid;
        while (NextMember(ref json))
        {
            var uuid = json.GetString()!;
            long? firstJoin = null, lastJoin = null, lastLeft = null;
            json.Read();
            Begins(ref json, JsonTokenType.StartObject);
            while (NextMember(ref json))
            {
                if (Is(ref json, "first_join"u8)) firstJoin = Seconds(ref json);
                else if (Is(ref json, "last_join"u8)) lastJoin = Seconds(ref json);
                else if (Is(ref json, "last_left"u8)) lastLeft = Seconds(ref json);
                else json.Skip();
            }

            rooms = rooms.SetItem(uuid, new(firstJoin, lastJoin, lastLeft));
        }

        return rooms;
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? seconds)
    {
        if (seconds is { } value) json.WriteNumber(name, value);
    }

    // The latest is written by itself.
    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableSortedSet<Register> names)
    {
        if (names.Count < 2) return;
        json.WriteStartArray(name);
        foreach (var register in names.Take(names.Count - 1)) WriteValue(json, register);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Register? stated)
    {
        if (stated is not { } register) return;
        json.WritePropertyName(name);
        WriteValue(json, register);
    }

    private static void WriteValue(Utf8JsonWriter json, Register register)
    {
        json.WriteStartObject();
        json.WriteNumber("at"u8, register.At);
        json.WriteString("value"u8, register.Value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableSortedDictionary<string, RoomVisit> rooms)
    {
        if (rooms.IsEmpty) return;
        json.WriteStartObject(name);
        foreach (var (uuid, visit) in rooms)
        {
            json.WriteStartObject(uuid);
            Write(json, "first_join"u8, visit.FirstJoin);
            Write(json, "last_join"u8, visit.LastJoin);
            Write(json, "last_left"u8, visit.LastLeft);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
