using System.Text.Json.Serialization;
using Functions.Presence;

namespace Functions.Sessions.Participants;

[JsonConverter(typeof(SnakeCaseEnum<ParticipantSource>))]
public enum ParticipantSource
{
    /// <summary>Zoom's own live list.</summary>
    ZoomLive,

    /// <summary>What events have told so far.</summary>
    Webhooks,
}

/// <summary>Who is in the meeting now, or waits to be let in. Never addresses or data of devices.</summary>
/// <param name="AsOf">When Zoom was asked; now, for webhooks.</param>
/// <param name="Reason">Why it is not Zoom's own list.</param>
public sealed record ParticipantList(
    string SessionId,
    ParticipantSource Source,
    DateTimeOffset AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NoLiveList? Reason,
    IReadOnlyList<PresentPerson> Participants);
