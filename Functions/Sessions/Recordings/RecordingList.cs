using System.Text.Json.Serialization;

namespace Functions.Sessions.Recordings;

/// <summary>The cloud recordings of a session, one for each run that was recorded, oldest first.</summary>
public sealed record RecordingList(string SessionId, IReadOnlyList<RecordingView> Recordings);

/// <param name="MeetingUuid">The run.</param>
/// <param name="StartTime">When the run started.</param>
/// <param name="Duration">Minutes.</param>
/// <param name="Processing">Zoom is still at it: at least one file cannot be played yet.</param>
/// <param name="ShareUrl">The page that shows it to others.</param>
/// <param name="Passcode">What viewers are asked for.</param>
/// <param name="LinkPasscode">Opens a link without being asked, as <c>?pwd=…</c>.</param>
public sealed record RecordingView(
    string? MeetingUuid,
    DateTimeOffset? StartTime,
    int? Duration,
    bool Processing,
    string? ShareUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Passcode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LinkPasscode,
    IReadOnlyList<RecordingFileView> Files)
{
    /// <summary>Whether whoever reads this needs nothing more to see the recording.</summary>
    [JsonIgnore]
    public bool HasPasscode => Passcode is not null || LinkPasscode is not null;
}

/// <param name="FileId">Zoom's, null for timelines and captions.</param>
/// <param name="Type">Zoom's file type, such as MP4, M4A or CHAT; null while it is processed.</param>
/// <param name="RecordingType">What is in it, such as shared_screen_with_speaker_view.</param>
/// <param name="Status">processing or completed.</param>
/// <param name="PlayUrl">Null while it is processed, and for what cannot be played.</param>
/// <param name="DownloadUrl">Wants a token of the Zoom app's; null while it is processed.</param>
public sealed record RecordingFileView(
    string? FileId,
    string? Type,
    string? RecordingType,
    string? Extension,
    long? SizeBytes,
    DateTimeOffset? Start,
    DateTimeOffset? End,
    string Status,
    string? PlayUrl,
    string? DownloadUrl);
