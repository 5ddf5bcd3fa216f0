using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Functions.Webhooks;

/// <summary>What the signature of a webhook request proves.</summary>
public enum SignatureVerdict
{
    Valid,
    NoSecret,
    BadTimestamp,
    Stale,
    FromTheFuture,
    NoSignature,
    Mismatch,
}

/// <summary>
/// Zoom's webhook signature: <c>v0=</c> and the hexadecimal HMAC-SHA256 of <c>v0:{timestamp}:{body}</c> under the webhook's secret
/// token, over the body's bytes exactly as sent (Zoom webhooks documentation). Pure; fails closed.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Zoom's last retry comes after 85 minutes, and nobody knows whether retries are signed anew.</summary>
    public static readonly TimeSpan OldestAccepted = TimeSpan.FromMinutes(90);

    public static readonly TimeSpan FurthestAhead = TimeSpan.FromMinutes(5);

    private const string Version = "v0";

    /// <param name="timestamp">Header <c>x-zm-request-timestamp</c>: seconds since 1970.</param>
    /// <param name="signature">Header <c>x-zm-signature</c>.</param>
    /// <param name="secrets">The current secret token and the previous one.</param>
    public static SignatureVerdict Verify(
        ReadOnlySpan<byte> body, string? timestamp, string? signature, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (!secrets.Any(s => s.Length > 0)) return SignatureVerdict.NoSecret;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return SignatureVerdict.BadTimestamp;
        var age = now.ToUnixTimeSeconds() - seconds;
        if (age > OldestAccepted.TotalSeconds) return SignatureVerdict.Stale;
        if (age < -FurthestAhead.TotalSeconds) return SignatureVerdict.FromTheFuture;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        if (!TryRead(signature, given)) return SignatureVerdict.NoSignature;

        return IsOneOf(body, timestamp!, given, secrets) ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    /// <summary>The answer to a challenge: the hexadecimal HMAC-SHA256 of the plain token.</summary>
    public static string EncryptToken(string plainToken, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(plainToken)));

    private static bool IsOneOf(ReadOnlySpan<byte> body, string timestamp, ReadOnlySpan<byte> given, IReadOnlyList<string> secrets)
    {
        // In one piece: that is one call of the system's cryptography instead of five.
        var message = ArrayPool<byte>.Shared.Rent(Version.Length + timestamp.Length + 2 + body.Length);
        try
        {
            var length = Encoding.ASCII.GetBytes($"{Version}:{timestamp}:", message);
            body.CopyTo(message.AsSpan(length));
            length += body.Length;
            Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
            var matches = false;
            foreach (var secret in secrets)
            {
                if (secret.Length == 0) continue;
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message.AsSpan(0, length), computed);
                matches |= CryptographicOperations.FixedTimeEquals(given, computed);
            }

            return matches;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    private static bool TryRead(string? signature, Span<byte> destination) =>
        signature is { Length: 67 } && signature.StartsWith("v0=", StringComparison.Ordinal)
        && Convert.FromHexString(signature.AsSpan(3), destination, out _, out var written) == OperationStatus.Done
        && written == destination.Length;
}
