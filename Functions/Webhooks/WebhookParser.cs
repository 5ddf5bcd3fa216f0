using System.Globalization;
using System.Text.Json;
using Functions.Presence;
using Functions.Storage;
using Functions.Zoom;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>
/// Reads the body of a signed webhook request. Tolerant where Zoom varies: key order, <c>object.id</c> as a number or text, empty
/// ids, unknown fields. Strict about what presence is computed from.
/// </summary>
internal static class WebhookParser
{
    private const int LongestEmail = 254;
    private const string Updated = "meeting.updated";
    private const string Deleted = "meeting.deleted";

    /// <summary>An event cannot have occurred later than it was sent, but for clocks that differ.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public static Broken NoMeeting { get; } = new("There is no meeting.");

    public static Broken NoTime { get; } = new("It is not said when it occurred.");

    public static Broken IdTooLong { get; } = new($"An id has more than {MeetingEvent.LongestId} characters.");

    public static WebhookMessage Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Options);
            return Read(new Fields(document.RootElement));
        }
        catch (JsonException)
        {
            return new Broken("The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            return new Broken("The body holds text that is not valid Unicode.");
        }
    }

    private static WebhookMessage Read(Fields root)
    {
        if (root.Text("event"u8) is not { } name) return new Broken("There is no event name.");
        var payload = root.Object("payload"u8);
        if (name == "endpoint.url_validation")
            return payload.Text("plainToken"u8) is { } token ? new Challenge(token) : new Broken("There is no plainToken.");
        var meeting = payload.Object("object"u8);
        if (name == RecordingParser.EventName) return RecordingParser.Read(root, meeting);
        if (name is Updated or Deleted) return meeting.Text("id"u8) is { } edited ? new MeetingEdited(name, edited) : NoMeeting;
        if (EventNames.KindOf(name) is not { } kind) return new Irrelevant(name);

        if (MeetingOf(meeting) is not var (meetingId, uuid)) return NoMeeting;
        var who = meeting.Object("participant"u8);
        var (stated, isValid) = StatedTime(kind, meeting, who);
        var sent = root.Milliseconds("event_ts"u8);
        if (!isValid || (Believed(stated, sent) ?? sent?.ToUnixTimeSeconds()) is not { } occurred) return NoTime;

        var said = Identifiers.Of(who);
        var participant = kind is EventKind.MeetingStarted or EventKind.MeetingEnded ? null : said.ToParticipant();
        var inRoom = kind is EventKind.JoinedRoom or EventKind.LeftRoom;
        var room = inRoom ? meeting.Text("breakout_room_uuid"u8) : null;
        if (inRoom && room is null) return new Broken("There is no breakout room.");
        var hostId = meeting.Text("host_id"u8);
        if (IsTooLong(
            meetingId, uuid, hostId, room, participant?.Uuid, participant?.UserId, participant?.ParentUserId, participant?.RegistrantId,
            participant?.ZoomUserId, participant?.Role))
            return IdTooLong;

        var e = new MeetingEvent(kind, uuid, occurred, Believed(meeting.Seconds("start_time"u8).Value, sent), room, participant);
        var personId = Person.IdOf(e);
        if (participant is not null && personId is null) return new Broken("There is no participant.");
        var digest = Keys.Digest(
            name, uuid, said.Uuid, said.UserId, said.RegistrantId, said.Id, said.ParticipantUserId, said.Email, said.Name,
            occurred.ToString(CultureInfo.InvariantCulture), room, said.Role);
        return new Happened(name, meetingId, hostId, e, personId, digest);
    }

    /// <summary>The meeting's number and the run's uuid; null when either is missing, or the uuid is one that no path of Zoom's API could name.</summary>
    public static (string MeetingId, string Uuid)? MeetingOf(Fields meeting) =>
        meeting.Text("id"u8) is { } meetingId && meeting.Text("uuid"u8) is { } uuid && ZoomPath.CanName(uuid) ? (meetingId, uuid) : null;

    /// <summary>The time that is stated; null when it lies further ahead of the sending than clocks differ.</summary>
    public static long? Believed(long? stated, DateTimeOffset? sent) => stated > (sent + MostAhead)?.ToUnixTimeSeconds() ? null : stated;

    public static bool IsTooLong(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
            if (id?.Length > MeetingEvent.LongestId) return true;
        return false;
    }

    private static (long? Value, bool IsValid) StatedTime(EventKind kind, Fields meeting, Fields who) => kind switch
    {
        EventKind.MeetingStarted => meeting.Seconds("start_time"u8),
        EventKind.MeetingEnded => meeting.Seconds("end_time"u8),
        EventKind.Joined or EventKind.JoinedRoom => who.Seconds("join_time"u8),
        EventKind.Left or EventKind.LeftRoom => who.Seconds("leave_time"u8),
        _ => who.Seconds("date_time"u8),
    };

    /// <summary>What the event says of who it is about, as it says it.</summary>
    private readonly record struct Identifiers(
        string? Uuid,
        string? UserId,
        string? ParentUserId,
        string? RegistrantId,
        string? Id,
        string? ParticipantUserId,
        string? Email,
        string? Name,
        string? Role)
    {
        public static Identifiers Of(Fields who) => new(
            who.Text("participant_uuid"u8),
            who.Text("user_id"u8),
            who.Text("parent_user_id"u8),
            who.Text("registrant_id"u8),
            who.Text("id"u8),
            who.Text("participant_user_id"u8),
            who.Text("email"u8),
            who.Text("user_name"u8),
            who.Text("new_role"u8));

        public Participant ToParticipant() =>
            new(Uuid, UserId, RegistrantId, Id ?? ParticipantUserId, ShortEmail, Name, Role, ParentUserId);

        private string? ShortEmail => Email is { Length: <= LongestEmail } ? Email : null;
    }
}
