using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomRecordingTests : ZoomTest
{
    private const string Number = "/v2/meetings/93012345678/recordings";

    [Fact]
    public async Task A_recording_is_read_as_Zoom_writes_it()
    {
        Zoom.On($"GET {Number}", Answer.Text(200, """
            {"account_id":"a","uuid":"/aB//c==","id":93012345678,"host_id":"h1","topic":"Recursion","type":2,"start_time":"2026-03-02T09:00:00Z","duration":48,
             "share_url":"https://zoom.us/rec/share/x","password":"r?5WRe+8","recording_play_passcode":"yNYIS408","total_size":5368709127,"auto_delete":true,"recording_files":[
              {"id":"f1","meeting_id":"/aB//c==","recording_start":"2026-03-02T09:00:05Z","recording_end":"2026-03-02T09:48:00Z","file_type":"MP4","file_extension":"MP4",
               "file_size":5368709120,"play_url":"https://zoom.us/rec/play/x","download_url":"https://zoom.us/rec/download/x","status":"completed","recording_type":"active_speaker"},
              {"meeting_id":"/aB//c==","recording_start":"2026-03-02T09:00:05Z","recording_end":"2026-03-02T09:48:00Z","file_type":"TIMELINE","download_url":"https://zoom.us/rec/download/y"}]}
            """));

        var recording = (await Client.GetRecordingAsync("93012345678", default)).Value;

        Assert.Equal(("/aB//c==", "h1", Time.GetUtcNow(), 48), (recording.Uuid, recording.HostId, recording.StartTime, recording.Duration));
        Assert.Equal(("https://zoom.us/rec/share/x", "r?5WRe+8", "yNYIS408"), (recording.ShareUrl, recording.Password, recording.RecordingPlayPasscode));
        var (video, timeline) = (recording.RecordingFiles![0]!, recording.RecordingFiles[1]!);
        Assert.Equal(("f1", "MP4", "active_speaker", 5_368_709_120L, false), (video.Id, video.FileType, video.RecordingType, video.FileSize, video.IsProcessing));
        Assert.Equal((null, null, null, null, false), (timeline.Id, timeline.Status, timeline.FileSize, timeline.PlayUrl, timeline.IsProcessing));
    }

    [Theory]
    [InlineData("""{"status":"processing","file_type":"","file_size":0,"recording_end":""}""")]
    [InlineData("""{"status":"processing","play_url":"","download_url":""}""")]
    [InlineData("""{"status":"","play_url":null}""")]
    [InlineData("{}")]
    public async Task A_file_in_processing_has_no_links(string file)
    {
        Zoom.On($"GET {Number}", Answer.Text(200, $$"""{"uuid":"u","recording_files":[{{file}}]}"""));

        var read = Assert.Single((await Client.GetRecordingAsync("93012345678", default)).Value.RecordingFiles!)!;

        Assert.Equal((true, null, null, null), (read.IsProcessing, read.PlayUrl, read.DownloadUrl, read.RecordingEnd));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"uuid":"","host_id":7,"start_time":"soon","duration":"48","share_url":"","password":"","recording_files":null,"unknown":[{}]}""")]
    [InlineData("""{"recording_files":[null,{"file_size":"12","recording_start":0,"id":{}}]}""")]
    public async Task What_Zoom_does_not_know_is_null_and_what_is_new_is_passed_over(string body)
    {
        Zoom.On($"GET {Number}", Answer.Text(200, body));

        var recording = (await Client.GetRecordingAsync("93012345678", default)).Value;

        Assert.Equal((null, null, null, null), (recording.Uuid, recording.StartTime, recording.ShareUrl, recording.Password));
    }

    [Theory]
    [InlineData("aB/c+==", "aB%2Fc%2B%3D%3D")]
    [InlineData("/aB//c==", "%252FaB%252F%252Fc%253D%253D")]
    public async Task A_run_is_named_by_its_uuid_and_an_awkward_one_is_encoded_twice(string uuid, string segment)
    {
        await Client.GetRecordingAsync(uuid, default);

        Assert.Equal($"/v2/meetings/{segment}/recordings", Assert.Single(Zoom.Seen).Target);
    }

    [Theory]
    [InlineData(404, 3301, ZoomErrorKind.NotFound)]
    [InlineData(404, 3001, ZoomErrorKind.NotFound)]
    [InlineData(404, 1001, ZoomErrorKind.NotFound)]
    [InlineData(400, 4711, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 200, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 300, ZoomErrorKind.Refused)]
    public async Task A_refusal_says_whether_there_is_none_or_whether_it_may_not_be_seen(int status, int code, ZoomErrorKind expected)
    {
        Zoom.On($"GET {Number}", Answer.Error(status, code));

        Assert.Equal(expected, (await Client.GetRecordingAsync("93012345678", default)).Error!.Kind);
        Assert.Single(Zoom.Seen);
    }
}
