namespace Functions.Presence;

/// <summary>
/// One stay of somebody in a running meeting, as Zoom's live list has it. Times are seconds since 1970. Every room move begins a new
/// stay, under the same participant uuid.
/// </summary>
/// <param name="Who">The identifiers that the list has; the role is host or null.</param>
/// <param name="IsWaiting">In the waiting room.</param>
/// <param name="RoomUuid">The breakout room, null in the main session. Whether it is the uuid that webhooks have, Zoom does not say.</param>
/// <param name="To">Null while it lasts.</param>
public sealed record LiveStay(Participant Who, bool IsWaiting, string? RoomUuid, long? From, long? To);
