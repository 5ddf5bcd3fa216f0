using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomMeetingTests : ZoomTest
{
    [Fact]
    public async Task A_creation_carries_the_rooms_in_one_call()
    {
        Zoom.On($"POST {HostMeetings}", Answer.Json(201, AnyMeeting()));
        var request = AnyRequest with
        {
            Agenda = "0195-session",
            Timezone = "Europe/Zurich",
            Password = "abc",
            Settings = new()
            {
                WaitingRoom = true,
                AutoRecording = "cloud",
                BreakoutRoom = new(true, [new("Alice Anderson", ["alice@example.edu"])]),
            },
        };

        await Client.CreateMeetingAsync("sarah@example.edu", request, default);

        var sent = Assert.Single(Zoom.Seen);
        Assert.Equal(("POST", HostMeetings), (sent.Method, sent.Target));
        Assert.StartsWith("classroom-sessions/", sent.UserAgent, StringComparison.Ordinal);
        Assert.Equal(
            """{"topic":"Recursion","agenda":"0195-session","type":2,"start_time":"2026-03-02T09:00:00Z","timezone":"Europe/Zurich","duration":20"""
            + ""","password":"abc","settings":{"waiting_room":true,"auto_recording":"cloud","breakout_room":{"enable":true,"rooms":[{"name":"Alice Anderson","participants":["alice@example.edu"]}]}}}""",
            sent.Body);
    }

    [Fact]
    public async Task A_meeting_is_read_as_Zoom_writes_it()
    {
        Zoom.On($"GET {Meeting}", Answer.Text(200, """
            {"id":93012345678,"uuid":"/aB//c==","host_id":"h1","topic":"Recursion","type":2,"status":"started","start_time":"2026-03-02T09:00:00Z",
             "duration":20,"timezone":"UTC","agenda":"s","created_at":"2026-03-01T08:00:00Z","start_url":"https://z/s","join_url":"https://z/j","password":"p",
             "occurrences":[],"settings":{"audio":"both","waiting_room":true,"global_dial_in_numbers":[{"x":1}],
             "breakout_room":{"enable":true,"rooms":[{"name":"Alice","participants":["a@example.edu"]},{"name":"Empty"}]}}}
            """));

        var meeting = (await Client.GetMeetingAsync("93012345678", default)).Value;

        Assert.Equal(("93012345678", "/aB//c==", "h1", true), (meeting.MeetingId, meeting.Uuid, meeting.HostId, meeting.IsStarted));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), meeting.StartTime);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), meeting.CreatedAt);
        Assert.Equal(("https://z/s", "https://z/j", "p", true), (meeting.StartUrl, meeting.JoinUrl, meeting.Password, meeting.Settings!.WaitingRoom));
        Assert.Equal(["Alice", "Empty"], meeting.BreakoutRooms.Select(room => room.Name));
        Assert.Equal(["a@example.edu"], meeting.BreakoutRooms.SelectMany(room => room.Participants));
    }

    [Fact]
    public async Task A_meeting_with_its_number_as_text_and_an_odd_time_is_still_a_meeting()
    {
        Zoom.On($"GET {Meeting}", Answer.Text(200, """{"id":"93012345678","start_time":"","duration":"20","settings":{"breakout_room":{"enable":false}}}"""));

        var meeting = (await Client.GetMeetingAsync("93012345678", default)).Value;

        Assert.Equal(("93012345678", null, 20), (meeting.MeetingId, meeting.StartTime, meeting.Duration));
        Assert.Empty(meeting.BreakoutRooms);
    }

    [Fact]
    public async Task An_error_inside_a_success_is_an_error()
    {
        Zoom.On($"GET {Meeting}", Answer.Error(200, 3001));

        Assert.Equal(ZoomErrorKind.NotFound, (await Client.GetMeetingAsync("93012345678", default)).Error!.Kind);
    }

    [Fact]
    public async Task An_unknown_meeting_is_not_found() =>
        Assert.Equal((ZoomErrorKind.NotFound, 404, 3001), (await Client.GetMeetingAsync("1", default)).Match(
            _ => default, error => (error.Kind, error.Status ?? 0, error.Code ?? 0)));

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public async Task An_id_that_would_leave_the_path_is_never_sent(string id)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.GetUserAsync(id, default));
        Assert.Empty(Zoom.Seen);
    }
}
