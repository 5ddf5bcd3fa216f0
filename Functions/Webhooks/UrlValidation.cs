using System.Buffers;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>Proof that this endpoint knows the secret.</summary>
public sealed record ChallengeAnswer(string PlainToken, string EncryptedToken);

/// <summary>
/// Answers <c>endpoint.url_validation</c>. The answer is an HMAC under the webhook's own key over a text the asker chooses, so only Zoom
/// may ask, and only for a text that can never be mistaken for a signed event, which would hold a colon.
/// </summary>
internal static class UrlValidation
{
    private const int LongestToken = 256;

    private static readonly SearchValues<char> InToken = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.~-");

    /// <summary>Null for a token that Zoom would never send.</summary>
    /// <param name="secret">The secret that the request itself was signed with.</param>
    public static ChallengeAnswer? Answer(Challenge challenge, string secret) =>
        challenge.PlainToken.Length > LongestToken || challenge.PlainToken.AsSpan().ContainsAnyExcept(InToken)
            ? null
            : new(challenge.PlainToken, WebhookSignature.EncryptToken(challenge.PlainToken, secret));
}
