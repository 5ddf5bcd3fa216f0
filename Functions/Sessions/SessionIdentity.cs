using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Functions.Http;

namespace Functions.Sessions;

/// <summary>Ids of sessions, and what makes two requests the same.</summary>
internal static class SessionIdentity
{
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString();

    /// <summary>The id that a caller's idempotency key stands for: a version-8 UUID of SHA-256.</summary>
    public static string Of(string callerKey, string professorId, string idempotencyKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{callerKey.Length}:{callerKey}{professorId.Length}:{professorId}{idempotencyKey}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }

    internal const string KeyPattern = "^[ -~]{1,255}$";

    /// <summary>1 to 255 printable ASCII characters.</summary>
    public static bool IsKey(string key) => key.Length is >= 1 and <= 255 && key.All(c => c is >= ' ' and <= '~');

    /// <summary>A digest of what a request says, however it is spelled: order of fields, spaces and numbers for ids do not matter.</summary>
    public static string Fingerprint(CreateSessionRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.CreateSessionRequest)));

    public static bool IsSessionId(string? id) => Guid.TryParseExact(id, "D", out _);
}
