using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Functions.Presence;

/// <summary>Somebody in one run of a meeting. The same human on two devices, or after a drop, may be two persons.</summary>
/// <param name="PersonId">Opaque, see <see cref="IdOf(MeetingEvent)"/>.</param>
/// <param name="HandStudentId">The student whom the professor said this is; <see cref="Nobody"/>: none of them.</param>
public sealed record Person(string PersonId, string RunUuid, PersonState State, string? HandStudentId = null)
{
    private readonly bool? isKnownByNameOnly;

    /// <summary>Said by hand of somebody who is none of the students.</summary>
    public const string Nobody = "";

    /// <summary>
    /// Nothing but a name is known of them. Several people of that name, or one person on several devices, are one person here, with
    /// several connections at a time. Worked out anew each time, unless it was set.
    /// </summary>
    public bool IsKnownByNameOnly
    {
        get => isKnownByNameOnly ?? (State is { RegistrantId: null, ZoomUserId: null, Email: null, Name: not null } && IsKnownByIdentity);
        init => isKnownByNameOnly = value;
    }

    /// <summary>Their key is a registrant id, Zoom user id, e-mail or name: none of their events had a <c>participant_uuid</c>.</summary>
    internal bool IsKnownByIdentity => PersonId == IdOf(RunUuid, Identity);

    /// <summary>What is known of who they are, but for the ids of this run.</summary>
    internal Participant Identity =>
        new(null, null, State.RegistrantId?.Value, State.ZoomUserId?.Value, State.Email?.Value, State.Name?.Value);

    /// <summary>
    /// The key within a session of the person an event is about. Null when the event names nobody. An event without a
    /// <c>participant_uuid</c> that is no join or leave of the main meeting is kept under its connection, until it is read:
    /// see <see cref="JoinedPeople"/>.
    /// </summary>
    public static string? IdOf(MeetingEvent e) => e.Participant is not { } who ? null
        : ConnectionOf(e) is { } connection ? Digest(e.MeetingUuid, "c\n" + connection)
        : IdOf(e.MeetingUuid, who);

    /// <summary>
    /// A digest of the run and the best identifier there is, in the order participant uuid, registrant id, Zoom user id, e-mail, name.
    /// Never <c>user_id</c>, which changes at every room move. Null when all are missing.
    /// </summary>
    public static string? IdOf(string runUuid, Participant who)
    {
        var identity = who switch
        {
            { Uuid: { } uuid } => "u\n" + uuid,
            { RegistrantId: { } registrant } => "r\n" + registrant,
            { ZoomUserId: { } zoomUser } => "z\n" + zoomUser,
            { Email: { } email } => "e\n" + StoredFolding.Email(email),
            { Name: { } name } => "n\n" + StoredFolding.Name(name),
            _ => null,
        };
        return identity is null ? null : Digest(runUuid, identity);
    }

    internal static string? ConnectionOf(MeetingEvent e) =>
        e.Participant is { Uuid: null } who && e.Kind is not (EventKind.Joined or EventKind.Left) ? who.ParentUserId ?? who.UserId : null;

    private static string Digest(string runUuid, string identity)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{runUuid}\n{identity}"), digest);
        return Base64Url.EncodeToString(digest[..16]);
    }
}
