using System.Net;
using Functions.Http;
using Functions.Sessions;
using Functions.Sessions.Recordings;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Api;

/// <summary>A session's cloud recordings, from the simulator through the app.</summary>
public sealed class RecordingListTests(Classroom classroom) : IAsyncLifetime
{
    private Household house = null!;

    public async ValueTask InitializeAsync() => house = await Household.StartAsync(classroom);

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private Task<Answer> Recorded() => house.NewClass(("auto_recording", "cloud"));

    private Task<Answer> Recordings(Answer session) => house.Operator.Get($"api/sessions/{session.Text("session_id")}/recordings");

    /// <summary>The host starts and ends the meeting; perhaps the app hears of it.</summary>
    private async Task<string> Run(Answer session, bool isHeard = true)
    {
        var (engine, meeting) = (house.Zoom.Engine, house.MeetingOf(session)!);
        engine.Lifecycle.Start(meeting.Id);
        var uuid = meeting.Uuid;
        if (isHeard) await house.Post(SignedEvent.Started(session.Text("meeting_id"), uuid, house.Now));
        house.Clock.Jump(TimeSpan.FromMinutes(48));
        engine.Lifecycle.End(meeting.Id);
        if (isHeard) await house.Post(SignedEvent.Ended(session.Text("meeting_id"), uuid, house.Now));
        return uuid;
    }

    [Fact]
    public async Task A_recording_is_in_processing_first_and_then_has_links_and_a_passcode()
    {
        house.Zoom.Get<EngineSettings>().Now = new() { HoldRecordings = true };
        var session = await Recorded();
        var uuid = await Run(session);

        var before = Assert.Single((await Recordings(session))["recordings"].EnumerateArray());
        var file = Assert.Single(before.GetProperty("files").EnumerateArray());
        Assert.Equal((true, uuid, 48), (before.GetProperty("processing").GetBoolean(), before.GetProperty("meeting_uuid").GetString(), before.GetProperty("duration").GetInt32()));
        Assert.Equal(("processing", null, null, null), (file.GetProperty("status").GetString(), file.GetProperty("type").GetString(), file.GetProperty("play_url").GetString(), file.GetProperty("download_url").GetString()));

        _ = house.Zoom.Engine.Recordings.Complete(house.MeetingOf(session)!.Id).Required;
        var answer = await Recordings(session);
        Assert.Equal((HttpStatusCode.OK, "no-store", session.Text("session_id")), (answer.Status, answer.Header("Cache-Control"), answer.Text("session_id")));
        var done = Assert.Single(answer["recordings"].EnumerateArray());
        Assert.False(done.GetProperty("processing").GetBoolean());
        Assert.Contains("/rec/share/", done.GetProperty("share_url").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(done.GetProperty("passcode").GetString()!);
        Assert.NotEmpty(done.GetProperty("link_passcode").GetString()!);
        var files = done.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(["MP4", "M4A", "TIMELINE"], files.Select(f => f.GetProperty("type").GetString()));
        Assert.Equal(3_328_371, files[0].GetProperty("size_bytes").GetInt64());
        Assert.All(files, f => Assert.Equal(("completed", true), (f.GetProperty("status").GetString(), f.GetProperty("download_url").GetString()!.Length > 0)));

        // The clock that jumped 48 minutes went on meanwhile.
        var length = files[0].GetProperty("end").GetDateTimeOffset() - files[0].GetProperty("start").GetDateTimeOffset();
        Assert.InRange(length, TimeSpan.FromMinutes(48), TimeSpan.FromMinutes(49));
    }

    [Fact]
    public async Task Each_run_has_its_own_oldest_first_and_no_more_than_five_are_asked_for()
    {
        var session = await Recorded();
        List<string> uuids = [];
        for (var i = 0; i < 6; i++) uuids.Add(await Run(session));

        var answer = await Recordings(session);
        Assert.Equal(uuids.TakeLast(5), answer["recordings"].EnumerateArray().Select(r => r.GetProperty("meeting_uuid").GetString()));
    }

    [Fact]
    public async Task A_run_that_nobody_told_of_is_found_by_the_meetings_number()
    {
        var session = await Recorded();
        var uuid = await Run(session, isHeard: false);

        Assert.Equal(uuid, Assert.Single((await Recordings(session))["recordings"].EnumerateArray()).GetProperty("meeting_uuid").GetString());
    }

    [Fact]
    public async Task Where_Zoom_has_none_the_list_is_empty()
    {
        var session = await house.NewClass();
        await Run(session);

        foreach (var answer in new[] { await Recordings(session), await Recordings(await Recorded()) })
        {
            Assert.Equal((HttpStatusCode.OK, 0, "no-cache, private"), (answer.Status, answer["recordings"].GetArrayLength(), answer.Header("Cache-Control")));
        }
    }

    [Fact]
    public async Task A_session_whose_meeting_was_never_made_has_none_and_Zoom_is_not_asked()
    {
        var plan = PlantedSession.PlanOf(SessionIdentity.New(house.Now), house.Now);
        Assert.True(await house.App.Services.GetRequiredService<SessionStore>().TryInsertFailedAsync(new Intent(plan, "attempt", "hash", house.Now), house.Now, default));
        house.Zoom.Tokens.Scopes = new HashSet<string>();

        var answer = await house.Operator.Get($"api/sessions/{plan.SessionId}/recordings");
        Assert.Equal((HttpStatusCode.OK, 0), (answer.Status, answer["recordings"].GetArrayLength()));
    }

    [Fact]
    public async Task Without_the_scope_the_answer_points_at_the_credentials_and_health_is_as_before()
    {
        house.Zoom.Tokens.Scopes = new HashSet<string> { "meeting:write:admin", "meeting:read:admin", "user:read:admin" };
        var session = await Recorded();
        await Run(session);

        var answer = await Recordings(session);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "zoom-credentials", 4711), (answer.Status, answer.Problem, answer["zoom_code"].GetInt32()));
        var check = await house.Operator.Get("api/zoom/credentials");
        Assert.Contains("cloud_recording:read:list_recording_files:admin", check.Text("detail"), StringComparison.Ordinal);
        Assert.True(check["valid"].GetBoolean());
        Assert.Equal("healthy", (await house.Operator.Get("api/health")).Text("status"));
    }

    [Fact]
    public async Task A_professor_sees_links_and_passcodes_of_their_own_sessions_alone()
    {
        var session = await Recorded();
        await Run(session);
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = house.App.Services, Response = { Body = body } };
        var recordings = ActivatorUtilities.CreateInstance<GetRecordings>(house.App.Services);

        Caller.Set(http, new Caller("1"));
        await (await recordings.Run(http.Request, session.Text("session_id"), default)).ExecuteAsync(http);
        var text = System.Text.Encoding.UTF8.GetString(body.ToArray());
        Assert.Contains("/rec/share/", text, StringComparison.Ordinal);
        Assert.Contains("passcode", text, StringComparison.Ordinal);
        Assert.Equal("no-store", http.Response.Headers.CacheControl.ToString());

        Caller.Set(http, new Caller("2"));
        await (await recordings.Run(http.Request, session.Text("session_id"), default)).ExecuteAsync(http);
        Assert.Equal(404, http.Response.StatusCode);
    }

    [Fact]
    public async Task Of_a_session_that_does_not_exist_there_is_no_list() =>
        Assert.Equal("not-found", (await house.Operator.Get($"api/sessions/{Guid.NewGuid()}/recordings")).Problem);
}
