using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>
/// The cloud recording of one run of a meeting (Zoom Meeting API, get meeting recordings). Zoom leaves empty or out what it does not
/// know, which is null here. Links and passcodes open the recording: never store or log them.
/// </summary>
[DebuggerDisplay("Recording")]
public sealed record ZoomRecording
{
    /// <summary>The run that was recorded.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Uuid { get; init; }

    /// <summary>The host's Zoom user id.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? HostId { get; init; }

    /// <summary>When the run started.</summary>
    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes.</summary>
    [JsonConverter(typeof(ZoomLenientNumberConverter))]
    public int? Duration { get; init; }

    /// <summary>The page that shows the recording to others.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? ShareUrl { get; init; }

    /// <summary>What viewers type.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Password { get; init; }

    /// <summary>What stands for the passcode in a link, as <c>?pwd=…</c>.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? RecordingPlayPasscode { get; init; }

    public IReadOnlyList<ZoomRecordingFile?>? RecordingFiles { get; init; }

    /// <summary>Says nothing of it: all that is in it opens it.</summary>
    public override string ToString() => nameof(ZoomRecording);
}

/// <summary>
/// One file of a recording. While it is processed it has neither links nor a type. Zoom gives a <c>TIMELINE</c> or <c>CC</c> neither id
/// nor status, size, type of recording or page (Zoom Meeting API, get meeting recordings).
/// </summary>
[DebuggerDisplay("File")]
public sealed record ZoomRecordingFile
{
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Id { get; init; }

    /// <summary><c>MP4</c>, <c>M4A</c>, <c>CHAT</c>, <c>TRANSCRIPT</c>, <c>TIMELINE</c>, <c>CC</c>, <c>CSV</c>…</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? FileType { get; init; }

    /// <summary>Such as <c>MP4</c> or <c>VTT</c>.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? FileExtension { get; init; }

    /// <summary>What is in it, such as <c>shared_screen_with_speaker_view</c> or <c>audio_only</c>.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? RecordingType { get; init; }

    /// <summary>Bytes.</summary>
    [JsonConverter(typeof(ZoomLenientSizeConverter))]
    public long? FileSize { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? RecordingStart { get; init; }

    [JsonConverter(typeof(ZoomLenientTimeConverter))]
    public DateTimeOffset? RecordingEnd { get; init; }

    /// <summary><c>processing</c> or <c>completed</c>.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? Status { get; init; }

    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? PlayUrl { get; init; }

    /// <summary>Wants an access token of the app's, as <c>Authorization: Bearer</c>, unless the recording is public.</summary>
    [JsonConverter(typeof(ZoomLenientTextConverter))]
    public string? DownloadUrl { get; init; }

    /// <summary>It cannot be played or fetched yet.</summary>
    [JsonIgnore]
    public bool IsProcessing => Status is "processing" || (Status is null && PlayUrl is null && DownloadUrl is null);

    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(ZoomRecordingFile);
}
