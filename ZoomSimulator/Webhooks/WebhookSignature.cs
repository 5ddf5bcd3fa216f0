using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZoomSimulator.Webhooks;

/// <summary>Zoom's signature: HMAC-SHA256 over <c>v0:{timestamp}:{raw body}</c>, hex in lower case.</summary>
internal static class WebhookSignature
{
    public static string Timestamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>The answer expected to <c>endpoint.url_validation</c>.</summary>
    public static string EncryptToken(string secret, string plainToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(plainToken)));
}
