using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomUserTests : ZoomTest
{
    [Fact]
    public async Task A_user_is_read()
    {
        Zoom.On("GET /v2/users/sarah%40example.edu", Answer.Text(200, """{"id":"u1","email":"sarah@example.edu","type":1,"status":"active","custom_attributes":[]}"""));

        var user = (await Client.GetUserAsync("sarah@example.edu", default)).Value;

        Assert.Equal(("u1", true, "active"), (user.Id, user.IsBasic, user.Status));
    }

    [Fact]
    public async Task An_unknown_user_is_a_matter_of_the_host()
    {
        Zoom.On("GET /v2/users/nobody", Answer.Error(404, 1001, "User does not exist: nobody."));

        Assert.Equal(ZoomErrorKind.Host, (await Client.GetUserAsync("nobody", default)).Error!.Kind);
    }

    [Fact]
    public async Task The_settings_say_whether_rooms_can_be_planned()
    {
        Zoom.On("GET /v2/users/u1/settings", Answer.Text(200, """
            {"in_meeting":{"breakout_room":true,"breakout_room_schedule":false,"chat":true},"feature":{"meeting_capacity":100},"recording":{}}
            """));

        var settings = (await Client.GetUserSettingsAsync("u1", default)).Value;

        Assert.Equal((true, false, 100), (settings.BreakoutRoomsAllowed, settings.PreassignmentAllowed, settings.MeetingCapacity));
    }

    [Fact]
    public async Task Settings_that_Zoom_does_not_tell_are_unknown()
    {
        Zoom.On("GET /v2/users/u1/settings", Answer.Text(200, "{}"));

        var settings = (await Client.GetUserSettingsAsync("u1", default)).Value;

        Assert.Equal((null, null, null), (settings.BreakoutRoomsAllowed, settings.PreassignmentAllowed, settings.MeetingCapacity));
    }
}
