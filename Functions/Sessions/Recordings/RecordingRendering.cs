using Functions.Zoom;
using Microsoft.AspNetCore.WebUtilities;

namespace Functions.Sessions.Recordings;

/// <summary>Shows a recording to a caller. Pure.</summary>
internal static class RecordingRendering
{
    private const string PasscodeInLink = "pwd";

    /// <param name="withPasscodes">Whether the caller may see what opens the recording to anybody.</param>
    public static RecordingView Show(ZoomRecording recording, bool withPasscodes)
    {
        var files = (recording.RecordingFiles ?? []).OfType<ZoomRecordingFile>().ToList();
        return new(
            recording.Uuid,
            recording.StartTime,
            recording.Duration,
            Processing: files.Count == 0 || files.Exists(f => f.IsProcessing),
            Link(recording.ShareUrl),
            withPasscodes ? recording.Password : null,
            withPasscodes ? recording.RecordingPlayPasscode : null,
            [.. files.Select(File)]);

        RecordingFileView File(ZoomRecordingFile file) => new(
            file.Id, file.FileType, file.RecordingType, file.FileExtension, file.IsProcessing ? null : file.FileSize,
            file.RecordingStart, file.RecordingEnd,
            file.IsProcessing ? "processing" : file.Status ?? "completed", Link(file.PlayUrl), Link(file.DownloadUrl));

        string? Link(string? url) => withPasscodes ? url : WithoutPasscode(url);
    }

    private static string? WithoutPasscode(string? url)
    {
        if (url?.IndexOf('?', StringComparison.Ordinal) is not (> 0 and var at)) return url;
        var query = QueryHelpers.ParseQuery(url[at..]);
        return query.Remove(PasscodeInLink) ? QueryHelpers.AddQueryString(url[..at], query) : url;
    }
}
