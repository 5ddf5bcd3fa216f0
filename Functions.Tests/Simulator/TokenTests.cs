using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class TokenTests
{
    private const string GoodForm = "grant_type=account_credentials&account_id=account";

    [Theory]
    [InlineData("client:wrong", GoodForm, "Invalid client_id or client_secret", "invalid_client")]
    [InlineData("client:secret", "grant_type=password&account_id=account", "unsupported grant type", "unsupported_grant_type")]
    [InlineData("client:secret", "grant_type=account_credentials&account_id=other", "Bad Request", "invalid_request")]
    [InlineData("client:secret", "grant_type=account_credentials", "Bad Request", "invalid_request")]
    public async Task A_bad_token_request_is_told_why(string credentials, string form, string reason, string error)
    {
        await using var setup = await StartAsync();
        var answer = await setup.AskTokenAsync(credentials, form);
        Assert.Equal(400, (int)answer.StatusCode);
        var body = await JsonOf(answer);
        Assert.Equal(reason, body.GetProperty("reason").GetString());
        Assert.Equal(error, body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Parameters_may_be_in_the_query_or_in_the_form(bool inQuery)
    {
        await using var setup = await StartAsync();
        var token = await JsonOf(await setup.AskTokenAsync("client:secret", GoodForm, inQuery));
        Assert.Equal("bearer", token.GetProperty("token_type").GetString());
        Assert.Equal(3599, token.GetProperty("expires_in").GetInt32());
        Assert.Contains("meeting:write:meeting:admin", token.GetProperty("scope").GetString()!.Split(' '));
    }

    [Fact]
    public async Task An_expired_and_a_revoked_token_are_refused_differently()
    {
        await using var setup = await StartAsync();
        await setup.ControlAsync(HttpMethod.Post, "/sim/tokens/expire");
        var expired = await setup.Zoom.GetAsync($"/v2/users/{Professor}");
        await setup.ControlAsync(HttpMethod.Post, "/sim/tokens/revoke");
        var revoked = await setup.Zoom.GetAsync($"/v2/users/{Professor}");

        await HoldsErrorAsync(expired, 401, 124);
        await HoldsErrorAsync(revoked, 401, 124);
        Assert.Equal("Access token is expired.", (await JsonOf(expired)).GetProperty("message").GetString());
        Assert.Equal("Invalid access token.", (await JsonOf(revoked)).GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 401)]
    public async Task A_new_token_kills_the_old_one_only_when_told_to(bool killsOld, int statusOfOld)
    {
        await using var setup = await StartAsync(options => options with { NewTokenRevokesOld = killsOld });
        await setup.AskTokenAsync("client:secret", GoodForm);
        Assert.Equal(statusOfOld, (int)(await setup.Zoom.GetAsync($"/v2/users/{Professor}")).StatusCode);
    }

    [Fact]
    public async Task A_missing_scope_is_named_and_a_new_token_carries_the_granted_one()
    {
        await using var setup = await StartAsync(options => options with { Scopes = ["user:read:user:admin"] });
        var refused = await setup.Zoom.GetAsync($"/v2/users/{Professor}/meetings");
        await HoldsErrorAsync(refused, 400, 4711);
        Assert.Contains("[meeting:read:list_meetings:admin]", (await JsonOf(refused)).GetProperty("message").GetString());

        await setup.ControlAsync(HttpMethod.Put, "/sim/scopes", new { scopes = new[] { "meeting:read:admin" } });
        Assert.Equal(400, (int)(await setup.Zoom.GetAsync($"/v2/users/{Professor}/meetings")).StatusCode);
        await setup.RenewTokenAsync();
        Assert.Equal(200, (int)(await setup.Zoom.GetAsync($"/v2/users/{Professor}/meetings")).StatusCode);
    }
}
