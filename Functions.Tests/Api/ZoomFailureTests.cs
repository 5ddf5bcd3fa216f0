using System.Net;
using Functions.Roster;
using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;

namespace Functions.Tests.Api;

/// <summary>Zoom misbehaves on purpose: what the caller is told, and that nothing half-done is left.</summary>
public sealed class ZoomFailureTests(Classroom classroom) : IAsyncLifetime
{
    private readonly Mock<IZoomClient> zoom = new();
    private FunctionApp app = null!;

    public async ValueTask InitializeAsync() => app = await FunctionApp.StartAsync(
        classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton(zoom.Object)));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<(Answer Answer, bool IntentLeft)> Create(ZoomError error)
    {
        zoom.Setup(z => z.CreateMeetingAsync(It.IsAny<string>(), It.IsAny<ZoomMeetingRequest>(), It.IsAny<CancellationToken>())).ReturnsAsync(error);
        var professor = await classroom.NewProfessorAsync();
        using var client = app.Client();
        var answer = await client.Post("api/sessions", Fixtures.Api.Class(professor.Id), ("Idempotency-Key", "k"));
        var work = await app.Services.GetRequiredService<OpenWork>().FindAsync(SessionIdentity.Of("operator", professor.Id, "k"), CancellationToken.None);
        // An intent left behind makes every meeting that is unknown a maybe, for the other tests too.
        if (work is not null) await app.Services.GetRequiredService<OpenWork>().RemoveAsync(work, CancellationToken.None);
        return (answer, work is not null);
    }

    [Theory]
    [InlineData(ZoomErrorKind.Host, 422, "zoom-host")]
    [InlineData(ZoomErrorKind.Refused, 422, "zoom-refused")]
    [InlineData(ZoomErrorKind.DailyLimit, 429, "zoom-daily-limit")]
    [InlineData(ZoomErrorKind.RateLimited, 503, "zoom-busy")]
    [InlineData(ZoomErrorKind.Credentials, 503, "zoom-credentials")]
    [InlineData(ZoomErrorKind.SecretUnavailable, 503, "secret-unavailable")]
    [InlineData(ZoomErrorKind.Unavailable, 502, "zoom-unavailable")]
    public async Task A_definite_refusal_is_said_and_removes_the_intent(ZoomErrorKind kind, int status, string problem)
    {
        var (answer, left) = await Create(new ZoomError(kind, 400, 300, "words", DateTimeOffset.UtcNow.AddSeconds(9)));
        Assert.Equal((status, problem, false), ((int)answer.Status, answer.Problem, left));
        Assert.Equal(status == 503, answer.Header("Retry-After") is not null);
        if (kind == ZoomErrorKind.DailyLimit) Assert.True(answer.Body.TryGetProperty("reset_at", out _));
        if (status is 422) Assert.Equal("words", answer.Text("zoom_message"));
    }

    [Fact]
    public async Task After_an_ambiguous_answer_the_meeting_is_looked_for_and_never_posted_twice()
    {
        zoom.Setup(z => z.ListMeetingsAsync(It.IsAny<string>(), It.IsAny<ZoomMeetingListType>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(ZoomResult.Success<IReadOnlyList<ZoomMeetingListItem>>([]));
        var (answer, left) = await Create(new ZoomError(ZoomErrorKind.Timeout) { Ambiguous = true });
        Assert.Equal((HttpStatusCode.GatewayTimeout, "zoom-timeout", "60", true), (answer.Status, answer.Problem, answer.Header("Retry-After"), left));
        zoom.Verify(z => z.CreateMeetingAsync(It.IsAny<string>(), It.IsAny<ZoomMeetingRequest>(), It.IsAny<CancellationToken>()), Times.Once);
        zoom.Verify(z => z.ListMeetingsAsync(It.IsAny<string>(), ZoomMeetingListType.Scheduled, It.IsAny<CancellationToken>()), Times.Exactly(3));
    }

    [Fact]
    public async Task A_meeting_that_was_made_all_the_same_is_found_by_its_agenda()
    {
        string? agenda = null;
        zoom.Setup(z => z.ListMeetingsAsync(It.IsAny<string>(), It.IsAny<ZoomMeetingListType>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => ZoomResult.Success<IReadOnlyList<ZoomMeetingListItem>>([new() { MeetingId = "90000000001", Agenda = "another" }, new() { MeetingId = "90000000002", Agenda = agenda }]));
        zoom.Setup(z => z.GetMeetingAsync("90000000002", It.IsAny<CancellationToken>())).ReturnsAsync(new ZoomMeeting { MeetingId = "90000000002", JoinUrl = "https://zoom.example/j" });
        zoom.Setup(z => z.CreateMeetingAsync(It.IsAny<string>(), It.IsAny<ZoomMeetingRequest>(), It.IsAny<CancellationToken>()))
            .Callback((string _, ZoomMeetingRequest r, CancellationToken _) => agenda = r.Agenda).ReturnsAsync(new ZoomError(ZoomErrorKind.Unavailable) { Ambiguous = true });
        var professor = await classroom.NewProfessorAsync();
        using var client = app.Client();
        var answer = await client.Post("api/sessions", Fixtures.Api.Class(professor.Id));
        Assert.Equal((HttpStatusCode.Created, "90000000002"), (answer.Status, answer.Text("meeting_id")));
    }

    [Fact]
    public async Task An_end_that_Zoom_does_not_take_is_not_said_to_be_done()
    {
        var session = await classroom.NewClass();
        zoom.Setup(z => z.DeleteMeetingAsync(session.Text("meeting_id"), It.IsAny<CancellationToken>())).ReturnsAsync(new ZoomError(ZoomErrorKind.Timeout));
        using var client = app.Client();
        Assert.Equal("zoom-timeout", (await client.Post($"api/sessions/{session.Text("session_id")}/end")).Problem);
        Assert.Equal("active", (await client.Get($"api/sessions/{session.Text("session_id")}")).Text("status"));
        Assert.Equal("cancelled", (await classroom.Operator.Post($"api/sessions/{session.Text("session_id")}/end")).Text("end_reason"));
    }
}
