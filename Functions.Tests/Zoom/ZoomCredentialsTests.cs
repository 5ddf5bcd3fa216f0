using Functions.Secrets;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using Moq;

namespace Functions.Tests.Zoom;

public sealed class ZoomCredentialsTests : ZoomTest
{
    private const string Token = "POST /oauth/token";

    [Fact]
    public async Task A_check_shows_account_and_scopes_of_a_new_token_that_later_calls_use()
    {
        await Client.GetMeetingAsync("93012345678", default);

        var credentials = (await Client.CheckCredentialsAsync(default)).Value;

        Assert.Equal("account", credentials.AccountId);
        Assert.Equal(FakeZoom.Scopes.Split(' '), credentials.Scopes);
        Assert.Equal(Time.GetUtcNow().AddSeconds(3599), credentials.ExpiresAt);
        await Client.GetMeetingAsync("93012345678", default);
        Assert.Equal("Bearer token-2", Zoom.Seen[^1].Authorization);
    }

    [Theory]
    [InlineData("Invalid client_id or client_secret", "invalid_client")]
    [InlineData("Bad Request", "invalid_request")]
    public async Task Refused_credentials_are_told_in_Zooms_words(string reason, string error)
    {
        Zoom.On(Token, Answer.Json(400, new { reason, error }));

        var result = await Client.GetMeetingAsync("93012345678", default);

        Assert.Equal((ZoomErrorKind.Credentials, 400, reason), (result.Error!.Kind, result.Error.Status, result.Error.Message));
        Assert.Empty(Zoom.Seen);
        Assert.Single(Zoom.TokenRequests);
    }

    [Fact]
    public async Task A_secret_that_was_rotated_meanwhile_is_tried_at_once()
    {
        Zoom.On(Token, Answer.Json(400, new { error = "invalid_client" }), Answer.Json(200, new { access_token = "token-7", expires_in = 3600 }));
        var secrets = new Mock<ISecretSource>();
        secrets.Setup(source => source.GetAsync(SecretNames.ZoomClientSecret, It.IsAny<CancellationToken>())).ReturnsAsync(["old"]);
        secrets.Setup(source => source.RefreshAsync(SecretNames.ZoomClientSecret, It.IsAny<CancellationToken>())).ReturnsAsync(["new"]);

        var result = await CreateClient(secrets.Object).CheckCredentialsAsync(default);

        Assert.Null(result.Error);
        Assert.Equal(2, Zoom.TokenRequests.Count);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_leaves_Zoom_unasked()
    {
        var secrets = new Mock<ISecretSource>();
        secrets.Setup(source => source.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ThrowsAsync(new SecretUnavailableException());

        var result = await CreateClient(secrets.Object).CreateMeetingAsync("1", AnyRequest, default);

        Assert.Equal(ZoomErrorKind.SecretUnavailable, result.Error!.Kind);
        Assert.False(result.Error.Ambiguous);
        Assert.Empty(Zoom.TokenRequests);
    }

    [Fact]
    public async Task No_secret_at_all_is_a_matter_of_credentials()
    {
        var secrets = new Mock<ISecretSource>();
        secrets.Setup(source => source.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        secrets.Setup(source => source.RefreshAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);

        var result = await CreateClient(secrets.Object).CheckCredentialsAsync(default);

        Assert.Equal(ZoomErrorKind.Credentials, result.Error!.Kind);
        Assert.Empty(Zoom.TokenRequests);
    }

    [Fact]
    public async Task A_silent_token_endpoint_is_a_timeout_after_which_nothing_can_exist()
    {
        Zoom.On(Token, Answer.Silence);
        var call = Client.CreateMeetingAsync("1", AnyRequest, default);
        await Eventually.TrueAsync(() => Zoom.TokenRequests.Count == 1);

        Time.Advance(ZoomOperation.Token.Deadline);

        var error = (await call).Error!;
        Assert.Equal((ZoomErrorKind.Timeout, false), (error.Kind, error.Ambiguous));
        Assert.Empty(Zoom.Seen);
    }

    [Fact]
    public async Task A_token_endpoint_that_stumbles_is_asked_again()
    {
        Zoom.On(Token, Answer.Text(503, "<html>"), Answer.Json(200, new { access_token = "token-7", expires_in = 3600 }));
        var call = Client.CheckCredentialsAsync(default);
        await Time.PassPauseAsync();

        Assert.Null((await call).Error);
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_is_an_outage()
    {
        Zoom.On(Token, Answer.Text(200, """{"token_type":"bearer"}"""));

        Assert.Equal(ZoomErrorKind.Unavailable, (await Client.CheckCredentialsAsync(default)).Error!.Kind);
    }
}
