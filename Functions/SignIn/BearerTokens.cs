using System.Diagnostics.CodeAnalysis;
using Functions.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.SignIn;

/// <summary>Says whether a bearer token is right: the issuer's, for this API, for this time, and signed with a key that the issuer has now.</summary>
public sealed class BearerTokens(IssuerKeySource source, IOptions<AuthOptions> options, TimeProvider time)
{
    /// <summary>Entra leaves groups out rather than write tokens of this size.</summary>
    private const int LongestToken = 16 * 1024;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = LongestToken };

    public async Task<Result<JsonWebToken>> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        if (!TryRead(text, out var token)) return Problems.InvalidToken("It could not be read.");
        if (!IssuerKeys.Algorithms.Contains(token.Alg, StringComparer.Ordinal)) return Problems.InvalidToken("Its algorithm is not accepted.");
        if (await source.GetAsync(cancellationToken) is not { } issuer) return Problems.SignInUnavailable;
        if (token.Issuer != issuer.Issuer) return Problems.InvalidToken("Another issuer made it.");
        if (issuer.For(token) is not { Count: > 0 } keys)
        {
            if (await source.RenewAsync(cancellationToken) is { } renewed) issuer = renewed;
            keys = issuer.For(token);
            if (keys.Count == 0) return Problems.InvalidToken("The issuer has no such key.");
        }

        var verdict = await handler.ValidateTokenAsync(token, Parameters(issuer.Issuer, keys));
        return verdict.IsValid ? token : Problems.InvalidToken(Reason(verdict.Exception));
    }

    // What it says of itself, before anything is known to be true.
    private static bool TryRead(string text, [NotNullWhen(true)] out JsonWebToken? token)
    {
        token = null;
        if (text.Length > LongestToken) return false;
        try
        {
            var read = new JsonWebToken(text);
            var type = read.Typ;
            if (read.IsEncrypted || read.TryGetHeaderValue<object>("crit", out _) || read.Alg is null || read.Issuer is null) return false;
            if (!string.IsNullOrEmpty(type) && !Types.Contains(type, StringComparer.OrdinalIgnoreCase)) return false;
            token = read;
            return true;
        }
#pragma warning disable CA1031 // Anybody may send anything; what the library cannot read is no token, however it says so.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private TokenValidationParameters Parameters(string issuer, IReadOnlyList<JsonWebKey> keys) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = options.Value.Audience,
        ValidAlgorithms = IssuerKeys.Algorithms,
        IssuerSigningKeys = keys,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        LifetimeValidator = (from, until, _, _) => IsTimely(from, until),
    };

    private bool IsTimely(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && now - Skew < end && (from is not { } start || start <= now + Skew);
    }

    private static string Reason(Exception? exception) => exception switch
    {
        SecurityTokenInvalidLifetimeException => "It has expired, or is not valid yet.",
        SecurityTokenInvalidAudienceException => "It is meant for somebody else.",
        SecurityTokenInvalidIssuerException => "Another issuer made it.",
        _ => "Its signature is not right.",
    };
}
