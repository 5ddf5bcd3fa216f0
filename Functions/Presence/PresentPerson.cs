using System.Text.Json.Serialization;

namespace Functions.Presence;

/// <summary>Where in a running meeting somebody is.</summary>
[JsonConverter(typeof(SnakeCaseEnum<PresentPlace>))]
public enum PresentPlace
{
    WaitingRoom,
    MainSession,

    /// <summary>In a breakout room, but nobody can tell in which.</summary>
    BreakoutRoom,
    OtherRoom,
    OwnRoom,
}

/// <summary>Somebody who is in the meeting, or waits to be let in.</summary>
/// <param name="ParticipantUuid">Zoom's id of them in this meeting, where Zoom was asked.</param>
/// <param name="PersonId">The person of the session that they are; null for somebody whom no webhook told of.</param>
/// <param name="Role">host, co-host or attendee.</param>
/// <param name="RoomId">The planned room they are in, when it is known which one it is.</param>
/// <param name="JoinTime">When they first came, as far as known.</param>
/// <param name="Since">Since when they are where they are.</param>
public sealed record PresentPerson(
    string? ParticipantUuid,
    string? PersonId,
    string? StudentId,
    [property: JsonConverter(typeof(SnakeCaseEnum<MatchedBy>))] MatchedBy? MatchedBy,
    string? Name,
    string? Email,
    string Role,
    PresentPlace Location,
    string? RoomId,
    string? ZoomRoomId,
    DateTimeOffset? JoinTime,
    DateTimeOffset? Since);
