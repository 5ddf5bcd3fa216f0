using System.Text;
using Functions.Secrets;
using Microsoft.Extensions.Options;

namespace Functions.Zoom;

/// <summary>Asks Zoom for a token, with the client secret as it is now.</summary>
internal sealed class ZoomTokenEndpoint(HttpClient http, ISecretSource secrets, IOptions<ZoomOptions> options, ZoomTelemetry telemetry, TimeProvider time)
{
    /// <summary>
    /// A new token. When Zoom refuses the secret and the vault has another one meanwhile, that one is tried too.
    /// </summary>
    public async Task<ZoomResult<ZoomAccessToken>> AskAsync(ZoomDeadline deadline)
    {
        var started = time.GetTimestamp();
        using var span = ZoomTelemetry.StartCall(ZoomOperation.Token);
        var result = await AskTwiceAsync(deadline);
        telemetry.Called(ZoomOperation.Token, result.Error, span, time.GetElapsedTime(started));
        return result;
    }

    private async Task<ZoomResult<ZoomAccessToken>> AskTwiceAsync(ZoomDeadline deadline)
    {
        try
        {
            var secret = Newest(await secrets.GetAsync(SecretNames.ZoomClientSecret, deadline.Token));
            var result = await AskAsync(secret, deadline);
            if (result.Error is not { Kind: ZoomErrorKind.Credentials })
                return result;

            var newer = Newest(await secrets.RefreshAsync(SecretNames.ZoomClientSecret, deadline.Token));
            return newer == secret ? result : await AskAsync(newer, deadline);
        }
        catch (SecretUnavailableException)
        {
            return new ZoomError(ZoomErrorKind.SecretUnavailable, Message: "Zoom's client secret could not be read.");
        }
    }

    private async Task<ZoomResult<ZoomAccessToken>> AskAsync(string? secret, ZoomDeadline deadline)
    {
        if (secret is null)
            return new ZoomError(ZoomErrorKind.Credentials, Message: $"No client secret for Zoom is configured ({SecretNames.ZoomClientSecret}).");

        var askedAt = time.GetUtcNow();
        using var request = Request(secret);
        var result = await http.ExchangeAsync(request, ZoomOperation.Token, ZoomJson.Default.ZoomTokenAnswer, deadline);
        return result.Match<ZoomResult<ZoomAccessToken>>(
            answer => answer.ToToken(askedAt),
            error => error.Kind is ZoomErrorKind.RateLimited or ZoomErrorKind.DailyLimit or ZoomErrorKind.Unavailable or ZoomErrorKind.Timeout
                ? error
                : error with { Kind = ZoomErrorKind.Credentials });
    }

    private HttpRequestMessage Request(string secret)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{secret}"));
        return new(HttpMethod.Post, options.Value.OAuthUrl)
        {
            Headers = { Authorization = new("Basic", basic) },
            Content = new FormUrlEncodedContent([new("grant_type", "account_credentials"), new("account_id", options.Value.AccountId)]),
        };
    }

    private static string? Newest(IReadOnlyList<string> values) => values.Count > 0 ? values[0] : null;
}
