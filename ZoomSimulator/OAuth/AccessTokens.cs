using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using ZoomSimulator.Clock;

namespace ZoomSimulator.OAuth;

internal sealed record AccessToken(string Value, IReadOnlySet<string> Scopes, DateTimeOffset ExpiresAt);

internal enum TokenVerdict
{
    Good,
    Expired,
    Invalid,
}

/// <summary>The tokens that are out, and the scopes the next one will carry.</summary>
internal sealed class AccessTokens(SimulatorOptions options, SimClock clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private readonly ConcurrentDictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);

    public bool NewRevokesOld { get; set; } = options.NewTokenRevokesOld;

    /// <summary>Granted to tokens issued from now on; a token keeps what it was born with.</summary>
    public IReadOnlySet<string> Scopes { get; set; } = options.Scopes.ToHashSet(StringComparer.Ordinal);

    /// <summary>The code of the refusal for a missing scope: 4711, 4700, or 104, whose body is no JSON.</summary>
    public int ScopeRefusal { get; set; } = 4711;

    public int Live => _tokens.Values.Count(token => token.ExpiresAt > clock.Now);

    public AccessToken Issue()
    {
        if (NewRevokesOld)
            RevokeAll();
        var value = "eyJzdiI6IjAwMDAwMiJ9." + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        return _tokens[value] = new AccessToken(value, Scopes, clock.Now + Lifetime);
    }

    public (TokenVerdict Verdict, AccessToken? Token) Check(string? value) =>
        value is null || !_tokens.TryGetValue(value, out var token) ? (TokenVerdict.Invalid, null)
        : token.ExpiresAt <= clock.Now ? (TokenVerdict.Expired, token)
        : (TokenVerdict.Good, token);

    public void ExpireAll()
    {
        foreach (var (value, token) in _tokens)
            _tokens[value] = token with { ExpiresAt = clock.Now };
    }

    public void RevokeAll() => _tokens.Clear();

    public void Revoke(string value) => _tokens.TryRemove(value, out _);
}
