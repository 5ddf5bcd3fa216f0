using Functions.Tests.Fixtures;
using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomTokenTests : ZoomTest
{
    [Fact]
    public async Task A_token_is_asked_for_with_the_apps_credentials_in_a_form()
    {
        await Client.GetMeetingAsync("93012345678", default);

        var request = Assert.Single(Zoom.TokenRequests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("Basic Y2xpZW50OmNsaWVudC1zZWNyZXQ=", request.Authorization);
        Assert.Equal("grant_type=account_credentials&account_id=account", request.Body);
        Assert.Equal("Bearer token-1", Assert.Single(Zoom.Seen).Authorization);
    }

    [Fact]
    public async Task A_hundred_callers_share_one_token()
    {
        var gate = new TaskCompletionSource();
        Zoom.TokenGate = gate.Task;
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting()));
        var calls = Enumerable.Range(0, 100).Select(_ => Client.GetMeetingAsync("93012345678", default)).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), result => Assert.Null(result.Error));
        Assert.Single(Zoom.TokenRequests);
    }

    [Fact]
    public async Task A_token_is_renewed_five_minutes_before_it_expires_and_serves_meanwhile()
    {
        await Client.GetMeetingAsync("93012345678", default);
        Time.Advance(TimeSpan.FromSeconds(3298));
        await Client.GetMeetingAsync("93012345678", default);
        Assert.Single(Zoom.TokenRequests);

        var gate = new TaskCompletionSource();
        Zoom.TokenGate = gate.Task;
        Time.Advance(TimeSpan.FromSeconds(2));
        await Client.GetMeetingAsync("93012345678", default);
        Assert.Equal("Bearer token-1", Zoom.Seen[^1].Authorization);

        // A check joins the renewal that is running.
        var check = Client.CheckCredentialsAsync(default);
        gate.SetResult();
        await check;
        await Client.GetMeetingAsync("93012345678", default);
        Assert.Equal("Bearer token-2", Zoom.Seen[^1].Authorization);
        Assert.Equal(2, Zoom.TokenRequests.Count);
    }

    [Fact]
    public async Task An_expired_token_is_never_sent()
    {
        await Client.GetMeetingAsync("93012345678", default);
        Time.Advance(TimeSpan.FromHours(1));
        await Client.GetMeetingAsync("93012345678", default);

        Assert.Equal("Bearer token-2", Zoom.Seen[^1].Authorization);
    }

    [Fact]
    public async Task A_caller_that_goes_away_does_not_stop_the_renewal()
    {
        var gate = new TaskCompletionSource();
        Zoom.TokenGate = gate.Task;
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting()));
        using var leaving = new CancellationTokenSource();
        var first = Client.GetMeetingAsync("93012345678", leaving.Token);
        var second = Client.GetMeetingAsync("93012345678", default);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Null((await second).Error);
        Assert.Single(Zoom.TokenRequests);
    }

    [Fact]
    public async Task A_rejected_token_is_renewed_and_even_a_creation_sent_once_more()
    {
        Zoom.On($"POST {HostMeetings}", Answer.Json(201, AnyMeeting()));
        Zoom.OldestGoodToken = 2;

        var result = await Client.CreateMeetingAsync("sarah@example.edu", AnyRequest, default);

        Assert.Equal("93012345678", result.Value.MeetingId);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], Zoom.Seen.Select(request => request.Authorization));
        Assert.Equal(Zoom.Seen[0].Body, Zoom.Seen[1].Body);
    }

    [Fact]
    public async Task A_token_rejected_again_is_a_matter_of_credentials()
    {
        Zoom.OldestGoodToken = 99;

        var result = await Client.GetMeetingAsync("93012345678", default);

        Assert.Equal((ZoomErrorKind.Credentials, 401, 124), (result.Error!.Kind, result.Error.Status, result.Error.Code));
        Assert.Equal(2, Zoom.Seen.Count);
    }

    [Fact]
    public async Task A_token_revoked_while_a_hundred_calls_are_under_way_is_renewed_once_however_late_the_rejections_come()
    {
        var (early, late, calls) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        Zoom.On($"GET {Meeting}", async context =>
        {
            if (context.Request.Headers.Authorization != "Bearer token-1")
            {
                await Answer.Json(200, AnyMeeting())(context);
                return;
            }

            await (Interlocked.Increment(ref calls) % 2 == 0 ? early.Task : late.Task);
            await Answer.Error(401, 124, "Invalid access token.")(context);
        });
        var reads = Enumerable.Range(0, 100).Select(_ => Client.GetMeetingAsync("93012345678", default)).ToArray();
        await Eventually.TrueAsync(() => Volatile.Read(ref calls) == 100);

        early.SetResult();
        await Eventually.TrueAsync(() => reads.Count(read => read.IsCompleted) == 50);
        late.SetResult();

        Assert.All(await Task.WhenAll(reads), result => Assert.Null(result.Error));
        Assert.Equal((2, 200), (Zoom.TokenRequests.Count, Zoom.Seen.Count));
    }

    [Theory]
    [InlineData("""{"code":4711,"message":"Invalid access token, does not contain scopes:[meeting:read:meeting:admin]."}""")]
    [InlineData("""{"code":4700,"message":"Invalid access token, does not contain scopes."}""")]
    [InlineData("""{"code":104,"message":"Invalid access token, does not contain scopes:["meeting:read:meeting","meeting:read:meeting:admin"]."}""")]
    public async Task A_token_without_a_scope_is_not_used_again_since_an_added_scope_comes_with_a_new_one_only(string body)
    {
        Zoom.On($"GET {Meeting}", Answer.Text(400, body), Answer.Json(200, AnyMeeting()));

        var error = (await Client.GetMeetingAsync("93012345678", default)).Error;
        Assert.True(error is { Kind: ZoomErrorKind.Credentials, IsMissingScope: true });
        Assert.Null((await Client.GetMeetingAsync("93012345678", default)).Error);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], Zoom.Seen.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_token_without_an_optional_scope_is_not_used_again_either()
    {
        Zoom.On("GET /v2/past_meetings/93012345678/instances", Answer.Error(400, 4711, "… does not contain scopes:[a:b]."));

        Assert.Equal(ZoomErrorKind.NotAvailable, (await Client.ListPastInstancesAsync("93012345678", default)).Error!.Kind);
        await Client.GetMeetingAsync("93012345678", default);

        Assert.Equal("Bearer token-2", Zoom.Seen[^1].Authorization);
    }

    [Fact]
    public async Task A_hundred_rejections_renew_once()
    {
        Zoom.On($"GET {Meeting}", Answer.Json(200, AnyMeeting()));
        await Client.GetMeetingAsync("93012345678", default);
        Zoom.OldestGoodToken = 2;

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Client.GetMeetingAsync("93012345678", default)));

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(2, Zoom.TokenRequests.Count);
    }
}
