using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomRedactionTests : ZoomTest
{
    private static readonly string[] Unspeakable =
        ["token-", "client-secret", "Y2xpZW50", "host-token", "join-link", "pass-code", "sarah", "alice", "Recursion", "/v2/"];

    [Fact]
    public async Task Nothing_personal_or_secret_reaches_a_log()
    {
        Zoom.On($"POST {HostMeetings}", Answer.Json(201, AnyMeeting(), ("x-zm-trackingid", "v=2.0;clid=us02;rid=WEB_1"), ("x-zm-request-id", "r-1")));
        Zoom.On("GET /v2/users/sarah%40example.edu", Answer.Error(404, 1001, "User does not exist: sarah@example.edu."));
        Zoom.On($"GET {Meeting}", Answer.Text(503, ""), Answer.Cut, Answer.Json(200, AnyMeeting()));

        await Client.CreateMeetingAsync("sarah@example.edu", RequestWithStudents, default);
        await Client.GetUserAsync("sarah@example.edu", default);
        var read = Client.GetMeetingAsync("93012345678", default);
        await Time.PassPauseAsync();
        await Time.PassPauseAsync();
        await read;

        Assert.All(LogLines, line => Assert.DoesNotContain(Unspeakable, word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(LogLines, line => line.StartsWith("Information 2101 Zoom create_meeting (Medium) answered 201", StringComparison.Ordinal)
            && line.Contains("v=2.0;clid=us02;rid=WEB_1", StringComparison.Ordinal) && line.Contains("r-1", StringComparison.Ordinal));
        Assert.Contains(LogLines, line => line.StartsWith("Warning 2101 Zoom get_user (Light) answered 404, code 1001", StringComparison.Ordinal));
        Assert.Contains(LogLines, line => line.StartsWith("Warning 2102 Zoom get_meeting (Light) got no answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_personal_or_secret_is_printed()
    {
        Zoom.On($"POST {HostMeetings}", Answer.Json(201, AnyMeeting()));
        Zoom.On("GET /v2/users/1", Answer.Json(200, new { id = "1", email = "sarah@example.edu" }));
        Zoom.On("GET /v2/users/2", Answer.Error(404, 1001, "User does not exist: sarah@example.edu."));
        var meeting = (await Client.CreateMeetingAsync("sarah@example.edu", RequestWithStudents, default)).Value;
        var answer = new ZoomTokenAnswer { AccessToken = "token-1", ExpiresIn = 1 };
        object?[] things =
        [
            meeting, RequestWithStudents, RequestWithStudents.Settings, RequestWithStudents.Settings!.BreakoutRoom,
            RequestWithStudents.Settings.BreakoutRoom!.Rooms[0], (await Client.GetUserAsync("1", default)).Value,
            (await Client.GetUserAsync("2", default)).Error, answer, answer.ToToken(default),
            new ZoomMeetingUpdate { Topic = "Recursion", Password = "pass-code", Settings = RequestWithStudents.Settings },
            new ZoomReportRow { Name = "Alice Anderson", UserEmail = "alice@example.edu" },
            new ZoomLiveParticipant { UserName = "Alice Anderson", Email = "alice@example.edu" },
            new ZoomRecording { ShareUrl = "join-link", Password = "pass-code", RecordingFiles = [new() { PlayUrl = "join-link" }] },
            new ZoomRecordingFile { PlayUrl = "join-link", DownloadUrl = "host-token" },
            new ZoomMeetingListItem { MeetingId = "1", Topic = "Recursion", JoinUrl = "join-link" },
        ];

        Assert.All(things, thing => Assert.DoesNotContain(Unspeakable, word => thing!.ToString()!.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static ZoomMeetingRequest RequestWithStudents { get; } = AnyRequest with
    {
        Password = "pass-code",
        Settings = new() { BreakoutRoom = new(true, [new("Alice Anderson", ["alice@example.edu"])]) },
    };
}
