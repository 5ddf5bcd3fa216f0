using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bench.Load;

/// <summary>A request as it goes over the wire, made and signed before the clock starts, so that the load costs its sender as little as can be.</summary>
internal sealed record PreparedRequest(byte[] Bytes)
{
    public static PreparedRequest Post(Uri url, ReadOnlySpan<byte> body, params IEnumerable<(string Name, string Value)> headers)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return new([.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body]);
    }

    /// <summary>A webhook as Zoom sends it: signed now.</summary>
    public static PreparedRequest Webhook(Uri origin, byte[] body, string secret, params IEnumerable<(string Name, string Value)> headers)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body]);
        return Post(
            new Uri(origin, "api/zoom/webhook"), body,
            [("x-zm-request-timestamp", timestamp), ("x-zm-signature", $"v0={Convert.ToHexStringLower(signature)}"), .. headers]);
    }
}
