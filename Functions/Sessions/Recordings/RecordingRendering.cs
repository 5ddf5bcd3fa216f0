using Functions.Zoom;

namespace Functions.Sessions.Recordings;

/// <summary>Shows a recording to those who may see its session: its passcodes are theirs to give. Pure.</summary>
internal static class RecordingRendering
{
    public static RecordingView Show(ZoomRecording recording)
    {
        var files = (recording.RecordingFiles ?? []).OfType<ZoomRecordingFile>().ToList();
        return new(
            recording.Uuid,
            recording.StartTime,
            recording.Duration,
            Processing: files.Count == 0 || files.Exists(f => f.IsProcessing),
            recording.ShareUrl,
            recording.Password,
            recording.RecordingPlayPasscode,
            [.. files.Select(File)]);

        RecordingFileView File(ZoomRecordingFile file) => new(
            file.Id, file.FileType, file.RecordingType, file.FileExtension, file.IsProcessing ? null : file.FileSize,
            file.RecordingStart, file.RecordingEnd,
            file.IsProcessing ? "processing" : file.Status ?? "completed", file.PlayUrl, file.DownloadUrl);
    }
}
