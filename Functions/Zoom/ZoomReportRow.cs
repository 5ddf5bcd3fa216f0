using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>
/// One stay of somebody in an instance (Zoom Reports API, meeting participant reports). Who moved between rooms or came back has several,
/// under different <see cref="UserId"/>s; it does not say in which room. Zoom leaves empty what it does not know, which is null here.
/// </summary>
public sealed record ZoomReportRow
{
    /// <summary>The name as the person typed it.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Name { get; init; }

    /// <summary>The Zoom user id of somebody signed in.</summary>
    [JsonPropertyName("id"), JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? ZoomUserId { get; init; }

    /// <summary>This stay's id within the meeting; another one after every room move.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? UserId { get; init; }

    /// <summary>Of somebody who registered.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? RegistrantId { get; init; }

    /// <summary>Mostly unknown for people outside the account.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? UserEmail { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? JoinTime { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? LeaveTime { get; init; }

    /// <summary>Seconds.</summary>
    [JsonConverter(typeof(ZoomLenientNumberConverter))]
    public int? Duration { get; init; }

    /// <summary><c>in_meeting</c> or <c>in_waiting_room</c>.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Status { get; init; }

    /// <summary>Waited to be let in, and was not in the meeting.</summary>
    [JsonIgnore]
    public bool IsWaiting => Status == "in_waiting_room";

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(ZoomReportRow);
}

internal sealed record ZoomReportPage : IZoomPage<ZoomReportRow>
{
    public string? NextPageToken { get; init; }

    public IReadOnlyList<ZoomReportRow>? Participants { get; init; }

    IReadOnlyList<ZoomReportRow>? IZoomPage<ZoomReportRow>.Items => Participants;
}
