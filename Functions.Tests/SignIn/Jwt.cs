using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Functions.Tests.SignIn;

/// <summary>Writes tokens of any kind, right ones and wrong ones.</summary>
internal static class Jwt
{
    public static string Signed(IssuerKey key, IReadOnlyDictionary<string, object?> claims, params (string Name, object? Value)[] header) =>
        Write(Header(key.Algorithm, key.Kid, header), claims, key.Sign);

    /// <summary>Says that it need not be signed.</summary>
    public static string Unsigned(IReadOnlyDictionary<string, object?> claims, string algorithm = "none") =>
        Write(Header(algorithm, null, []), claims, _ => []);

    /// <summary>Signed with a secret, such as the issuer's public key, which everybody knows.</summary>
    public static string Symmetric(byte[] secret, IReadOnlyDictionary<string, object?> claims, string? kid) =>
        Write(Header("HS256", kid, []), claims, input => HMACSHA256.HashData(secret, input));

    public static string Write(IReadOnlyDictionary<string, object?> header, IReadOnlyDictionary<string, object?> claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The same token with other claims and the old signature.</summary>
    public static string Tampered(string token, IReadOnlyDictionary<string, object?> claims)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
    }

    private static Dictionary<string, object?> Header(string algorithm, string? kid, (string Name, object? Value)[] changes)
    {
        var header = new Dictionary<string, object?>(StringComparer.Ordinal) { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (kid is not null) header["kid"] = kid;
        Change(header, changes);
        return header;
    }

    /// <summary>Sets members, and removes those that are to be null.</summary>
    public static void Change(Dictionary<string, object?> members, (string Name, object? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null) members.Remove(name);
            else members[name] = value;
        }
    }

    private static string Encode(IReadOnlyDictionary<string, object?> members) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(members));
}
