using Functions.Presence;
using Functions.Sessions;
using Functions.Sessions.Recordings;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Functions.Tests.Sessions;

/// <summary>What is made of Zoom's answers about recordings, those it should not give included.</summary>
public sealed class SessionRecordingsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Mock<IZoomClient> zoom = new();

    private static SessionRecord Record(DateTimeOffset? end = null, params Run[] runs)
    {
        var plan = PlantedSession.PlanOf("s", Noon);
        var status = end is null ? SessionStatus.Active : SessionStatus.Completed;
        var facts = new SessionFacts("s", "1", "93012345678", "Recursion", status, null, Noon, Noon, "UTC", 60, end, null, null, []);
        return new(facts, plan, plan.Rooms, new HostIdentity("h", null, null), [], runs, null, null, default);
    }

    private async Task<(RecordingList? List, string? Problem)> Read(SessionRecord record)
    {
        var read = await new SessionRecordings(zoom.Object, new FakeTimeProvider(Noon.AddHours(3))).ReadAsync(record, default);
        return read.TryGet(out var list, out var problem) ? (list, null) : (null, problem.Type["urn:problem:".Length..]);
    }

    private void Has(string asked, ZoomResult<ZoomRecording> answer) =>
        zoom.Setup(z => z.GetRecordingAsync(asked, It.IsAny<CancellationToken>())).ReturnsAsync(answer);

    private static Run RunOf(string uuid, int minute) => new(uuid, Noon.AddMinutes(minute).ToUnixTimeSeconds(), Noon.AddMinutes(minute + 5).ToUnixTimeSeconds());

    [Theory]
    [InlineData(ZoomErrorKind.Unavailable, "zoom-unavailable")]
    [InlineData(ZoomErrorKind.Timeout, "zoom-timeout")]
    [InlineData(ZoomErrorKind.RateLimited, "zoom-busy")]
    [InlineData(ZoomErrorKind.Credentials, "zoom-credentials")]
    [InlineData(ZoomErrorKind.SecretUnavailable, "secret-unavailable")]
    [InlineData(ZoomErrorKind.NotAvailable, "zoom-refused")]
    public async Task Half_a_list_is_not_taken_for_a_whole_one(ZoomErrorKind kind, string problem)
    {
        Has("one", new ZoomRecording { Uuid = "one" });
        Has("two", new ZoomError(kind));

        Assert.Equal(problem, (await Read(Record(null, RunOf("one", 0), RunOf("two", 10)))).Problem);
    }

    [Fact]
    public async Task A_run_that_was_not_recorded_is_left_out()
    {
        Has("one", new ZoomError(ZoomErrorKind.NotFound, 404, 3301));
        Has("two", new ZoomRecording { Uuid = "two" });

        Assert.Equal("two", Assert.Single((await Read(Record(null, RunOf("one", 0), RunOf("two", 10)))).List!.Recordings).MeetingUuid);
    }

    [Theory]
    [InlineData("h", 1, true)]
    [InlineData(null, 1, true)]
    [InlineData("another", 1, false)]
    [InlineData("h", -30, false)]
    [InlineData("h", 90, false)]
    public async Task By_number_only_what_can_be_this_sessions_counts(string? host, int minute, bool counts)
    {
        Has("93012345678", new ZoomRecording { Uuid = "u", HostId = host, StartTime = Noon.AddMinutes(minute) });

        Assert.Equal(counts ? 1 : 0, (await Read(Record(end: Noon.AddHours(1)))).List!.Recordings.Count);
    }

    [Fact]
    public async Task Passcodes_are_shown_as_Zoom_gives_them()
    {
        const string Url = "https://zoom.us/rec/share/x?pwd=secret";
        Has("one", new ZoomRecording { Password = "p", RecordingPlayPasscode = "secret", ShareUrl = Url, RecordingFiles = [null, new() { Status = "completed", PlayUrl = Url, DownloadUrl = Url }] });

        var shown = Assert.Single((await Read(Record(null, RunOf("one", 0)))).List!.Recordings);

        Assert.Equal((Url, "p", "secret", true), (shown.ShareUrl, shown.Passcode, shown.LinkPasscode, shown.HasPasscode));
        Assert.Equal((Url, Url), (shown.Files[0].PlayUrl, shown.Files[0].DownloadUrl));
    }

    [Fact]
    public async Task A_recording_without_files_is_still_in_processing()
    {
        Has("one", new ZoomRecording { Uuid = "one" });

        Assert.True(Assert.Single((await Read(Record(null, RunOf("one", 0)))).List!.Recordings).Processing);
    }
}
