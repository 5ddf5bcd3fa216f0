using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.SignIn;

/// <summary>An issuer's name, and the public keys that it signs with.</summary>
internal sealed record IssuerKeys(string Issuer, IReadOnlyList<JsonWebKey> Keys)
{
    private const int ShortestRsa = 2048;

    /// <summary>The algorithms that are accepted: of key pairs only. With a shared secret, a public key would be one.</summary>
    public static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The keys that may have signed a token. A token that names none fits only when there is no choice.</summary>
    public IReadOnlyList<JsonWebKey> For(JsonWebToken token) => string.IsNullOrEmpty(token.Kid)
        ? Keys is [var only] && Fits(only, token.Alg) ? [only] : []
        : [.. Keys.Where(k => k.Kid == token.Kid && Fits(k, token.Alg))];

    /// <summary>Where a discovery document says that the keys are.</summary>
    /// <exception cref="FormatException">It names no issuer, or no place that can be trusted.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static (string Issuer, Uri Keys) ReadDocument(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("The discovery document is not an object.");
        var issuer = Text("issuer");
        if (!IssuerUrl.TryParse(issuer, out _)) throw new FormatException("The discovery document names no single issuer.");
        return IssuerUrl.TryParse(Text("jwks_uri"), out var keys) ? (issuer!, keys) : throw new FormatException("The discovery document names no https address of keys.");

        string? Text(string name) => document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>The keys of a key set that can be used here.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static IReadOnlyList<JsonWebKey> ReadKeys(string json)
    {
        JsonWebKey[] keys = [.. new JsonWebKeySet(json).Keys.Where(IsUsable)];
        return keys.Length > 0 ? keys : throw new FormatException("The key set holds no key that can be used.");
    }

    private static bool IsUsable(JsonWebKey key) =>
        key.Use is null or "" or "sig"
        && (key.KeyOps.Count == 0 || key.KeyOps.Contains("verify"))
        && key.Kty switch
        {
            "RSA" => key.E is not null && key.N is not null && Base64UrlEncoder.DecodeBytes(key.N).AsSpan().TrimStart((byte)0).Length * 8 >= ShortestRsa,
            "EC" => key.X is not null && key.Y is not null && key.Crv is "P-256" or "P-384" or "P-521",
            _ => false,
        };

    private static bool Fits(JsonWebKey key, string algorithm) =>
        (string.IsNullOrEmpty(key.Alg) || key.Alg == algorithm)
        && (key.Kty == "RSA" ? algorithm[0] is 'R' or 'P' : algorithm == key.Crv switch { "P-256" => "ES256", "P-384" => "ES384", _ => "ES512" });
}
