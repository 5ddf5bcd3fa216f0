using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;

namespace Functions.Tests.Api;

/// <summary>Every kind of failure, at every function that asks Zoom.</summary>
public sealed class ZoomKindsTests(Classroom classroom) : IAsyncLifetime
{
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    private readonly Mock<IZoomClient> zoom = new();
    private FunctionApp app = null!;

    public async ValueTask InitializeAsync() => app = await FunctionApp.StartAsync(
        classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton(zoom.Object)));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(ZoomErrorKind.NotFound, 404, 3001, "zoom-refused")]
    [InlineData(ZoomErrorKind.Host, 400, 3000, "zoom-host")]
    [InlineData(ZoomErrorKind.InProgress, 400, 3000, "zoom-refused")]
    [InlineData(ZoomErrorKind.NotAvailable, 400, 200, "zoom-refused")]
    [InlineData(ZoomErrorKind.NotAvailable, 400, 4711, "zoom-credentials")]
    [InlineData(ZoomErrorKind.Refused, 400, 300, "zoom-refused")]
    [InlineData(ZoomErrorKind.Credentials, 401, 124, "zoom-credentials")]
    [InlineData(ZoomErrorKind.Credentials, 400, 4700, "zoom-credentials")]
    [InlineData(ZoomErrorKind.SecretUnavailable, null, null, "secret-unavailable")]
    [InlineData(ZoomErrorKind.RateLimited, 429, 429, "zoom-busy")]
    [InlineData(ZoomErrorKind.DailyLimit, 429, 429, "zoom-daily-limit")]
    [InlineData(ZoomErrorKind.Unavailable, 500, null, "zoom-unavailable")]
    [InlineData(ZoomErrorKind.Timeout, null, null, "zoom-timeout")]
    public async Task Each_function_says_what_failed_in_sentences_and_in_Zooms_words(ZoomErrorKind kind, int? status, int? code,
        string problem)
    {
        var error = new ZoomError(kind, status, code, status is null ? "" : "Zoom's words.");
        Fails(error);
        var later = DateTimeOffset.UtcNow.Add(ADay).ToString("O");
        var session = await classroom.NewClass(("start_time", later));
        var path = $"api/sessions/{session.Text("session_id")}";
        using var client = app.Client();

        Said(await client.Post("api/sessions", Fixtures.Api.Class((await classroom.NewProfessorAsync()).Id)), problem, error);
        Said(await client.Send(HttpMethod.Patch, path, new { topic = "Loops" }), kind == ZoomErrorKind.InProgress ? "session-started"
            : problem, error);
        Said(await client.Get($"{path}/host-link"), problem, error);
        if (kind == ZoomErrorKind.NotFound) Assert.Equal(0, (await client.Get($"{path}/recordings"))["recordings"].GetArrayLength());
        else Said(await client.Get($"{path}/recordings"), problem, error);

        foreach (var report in new[] { await client.Get($"{path}/validate"), await client.Post($"{path}/repair"),
            await client.Get($"api/zoom/credentials?professor_id={session.Text("professor_id")}") })
            Assert.All(report["checks"].EnumerateArray(), check => IsSentence(check.GetProperty("detail").GetString()!, kind));

        Said(await client.Post($"{path}/end"), problem, error);
        Assert.Equal("cancelled", (await classroom.Operator.Post($"{path}/end")).Text("end_reason"));
    }

    private void Fails(ZoomError error)
    {
        zoom.Setup(z => z.CreateMeetingAsync(It.IsAny<string>(), It.IsAny<ZoomMeetingRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(error);
        zoom.Setup(z => z.UpdateMeetingAsync(It.IsAny<string>(), It.IsAny<ZoomMeetingUpdate>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(error);
        zoom.Setup(z => z.GetMeetingAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(error);
        zoom.Setup(z => z.DeleteMeetingAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(error);
        zoom.Setup(z => z.EndMeetingAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(error);
        zoom.Setup(z => z.GetRecordingAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(error);
        zoom.Setup(z => z.GetUserAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(error);
        zoom.Setup(z => z.CheckCredentialsAsync(It.IsAny<CancellationToken>())).ReturnsAsync(
            ZoomResult.Success(new ZoomCredentials("account", ["meeting:write:admin"], DateTimeOffset.UtcNow.Add(ADay))));
    }

    private static void Said(Answer answer, string problem, ZoomError error)
    {
        Assert.Equal(problem, answer.Problem);
        IsSentence(answer.Text("detail"), error.Kind);
        if (problem is "zoom-refused" or "zoom-host" or "zoom-credentials" or "zoom-daily-limit")
            Assert.Equal((error.Code, "Zoom's words."), (answer["zoom_code"].GetInt32(), answer.Text("zoom_message")));
    }

    private static void IsSentence(string text, ZoomErrorKind kind)
    {
        Assert.Matches(@"^\w.*[.”]$", text);
        Assert.DoesNotContain($" {kind}.", text, StringComparison.Ordinal);
    }
}
