using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Functions.Tests.Fixtures;
using static Functions.Tests.Webhooks.HostileRequest;

namespace Functions.Tests.Webhooks;

/// <summary>Timestamps and signatures: right, almost right and absurd.</summary>
internal static class HostileHeaders
{
    /// <summary>Six in ten are signed as Zoom would.</summary>
    public static List<(string Name, string Value)> Make(Random r, byte[] body, DateTimeOffset now)
    {
        var at = now.ToUnixTimeSeconds() - r.Next(3000);
        var timestamp = at.ToString(CultureInfo.InvariantCulture);
        var secret = r.Next(8) == 0 ? FunctionApp.PreviousWebhookSecret : FunctionApp.WebhookSecret;
        var signature = Sign(body, timestamp, secret);
        return r.Next(100) switch
        {
            < 60 => [(Timestamp, timestamp), (Signature, signature)],
            < 65 => [(Timestamp, timestamp), (Signature, Sign(body, timestamp, "another-secret"))],
            < 70 => [],
            < 85 => OddTimestamp(r, body, timestamp, at, secret),
            _ => OddSignature(r, timestamp, signature, body),
        };
    }

    public static string Sign(byte[] body, string timestamp, string secret = FunctionApp.WebhookSecret) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body]));

    // Signed over what is sent, so that only the timestamp itself can be at fault.
    private static List<(string Name, string Value)> OddTimestamp(Random r, byte[] body, string timestamp, long at, string secret)
    {
        string[] odd =
        [
            "", "0", "-1", "+" + timestamp, " " + timestamp, timestamp + " ", "000" + timestamp, timestamp + ".0", timestamp + "000", "1e9", "0x" + at.ToString("X", CultureInfo.InvariantCulture),
            string.Concat(timestamp.Select(c => (char)(c - '0' + '０'))), string.Concat(timestamp.Select(c => (char)(c - '0' + '٠'))), timestamp[..5] + "\u200B" + timestamp[5..],
            "99999999999999999999", "9223372036854775807", "NaN", (at - (5 * 3600)).ToString(CultureInfo.InvariantCulture), (at + 7200).ToString(CultureInfo.InvariantCulture),
            timestamp + ":", timestamp + "," + timestamp, new string('1', 5000), "１", timestamp + "\t",
        ];
        var sent = odd[r.Next(odd.Length)];
        return r.Next(6) switch
        {
            0 => [(Timestamp, timestamp), (Timestamp, timestamp), (Signature, Sign(body, timestamp, secret))],
            1 => [(Timestamp, timestamp), (Timestamp, sent), (Signature, Sign(body, $"{timestamp},{sent}", secret))],
            2 => [(Signature, Sign(body, "", secret))],
            _ => [(Timestamp, sent), (Signature, Sign(body, sent, secret))],
        };
    }

    private static List<(string Name, string Value)> OddSignature(Random r, string timestamp, string signature, byte[] body)
    {
        string[] odd =
        [
            "", "v0=", signature[3..], signature.ToUpperInvariant(), "v0=" + signature[3..].ToUpperInvariant(), "V0=" + signature[3..], "v1=" + signature[3..], signature + "0", signature[..^1],
            " " + signature, signature + " ", "v0=" + new string('0', 64), "v0=" + new string('g', 64), "v0=" + new string('０', 64), signature + "," + signature, signature + "\n",
            signature[..^1] + (signature[^1] == '0' ? '1' : '0'), new string('v', 8000), "v0=" + signature[3..].Insert(10, " ")[..64], "v0=" + Sign([.. body, 0], timestamp)[3..],
        ];
        return r.Next(6) switch
        {
            0 => [(Timestamp, timestamp)],
            1 => [(Timestamp, timestamp), (Signature, signature), (Signature, signature)],
            2 => [(Timestamp, timestamp), (Signature, odd[r.Next(odd.Length)]), (Signature, signature)],
            _ => [(Timestamp, timestamp), (Signature, odd[r.Next(odd.Length)])],
        };
    }
}
