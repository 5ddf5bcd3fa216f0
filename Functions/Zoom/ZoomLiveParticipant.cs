using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>
/// One stay of somebody in a running meeting (Zoom Dashboards API, list meeting participants). Who moved between rooms or came back has
/// several, of which all but the present one have a <see cref="LeaveTime"/>. Zoom's addresses and data of devices are not read.
/// </summary>
public sealed record ZoomLiveParticipant
{
    /// <summary>The same in all stays until somebody leaves, and in webhooks.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? ParticipantUuid { get; init; }

    /// <summary>This stay's id within the meeting; another one after every room move.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? UserId { get; init; }

    /// <summary>The Zoom user id of somebody signed in; empty for people outside the account.</summary>
    [JsonPropertyName("id"), JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? ZoomUserId { get; init; }

    /// <summary>The name as the person typed it.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? UserName { get; init; }

    /// <summary>Mostly unknown for people outside the account.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Email { get; init; }

    /// <summary>Of somebody who registered.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? RegistrantId { get; init; }

    /// <summary><c>host</c> or <c>attendee</c>.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Role { get; init; }

    /// <summary><c>in_meeting</c> or <c>in_waiting_room</c>.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Status { get; init; }

    /// <summary>
    /// The breakout room, empty in the main session. Zoom does not say whether it is the uuid that webhooks have: it may be, since it
    /// looks alike.
    /// </summary>
    [JsonPropertyName("bo_mtg_id"), JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? BreakoutRoomId { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? JoinTime { get; init; }

    /// <summary>Null while the stay lasts.</summary>
    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? LeaveTime { get; init; }

    /// <summary>Waits to be let in.</summary>
    [JsonIgnore]
    public bool IsWaiting => Status == "in_waiting_room";

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(ZoomLiveParticipant);
}

internal sealed record ZoomLivePage : IZoomPage<ZoomLiveParticipant>
{
    public string? NextPageToken { get; init; }

    public IReadOnlyList<ZoomLiveParticipant>? Participants { get; init; }

    IReadOnlyList<ZoomLiveParticipant>? IZoomPage<ZoomLiveParticipant>.Items => Participants;
}
