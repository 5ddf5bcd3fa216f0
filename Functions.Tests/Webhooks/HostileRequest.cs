using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Functions.Tests.Fixtures;
using Functions.Webhooks;

namespace Functions.Tests.Webhooks;

/// <summary>A request to the webhook, perhaps signed, mostly strange. The same seed and number make the same request.</summary>
/// <param name="HasLength">False: the body comes in chunks, without a length.</param>
internal sealed record HostileRequest(int Seed, int Number, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers, bool HasLength)
{
    public const string Timestamp = "x-zm-request-timestamp";
    public const string Signature = "x-zm-signature";

    private static readonly string[] Secrets = [FunctionApp.WebhookSecret, FunctionApp.PreviousWebhookSecret];

    public static HostileRequest Make(int seed, int number, IReadOnlyList<string> meetings, DateTimeOffset now)
    {
        var r = new Random(unchecked((seed * 1_000_003) + number));
        var meeting = r.Next(10) == 0 ? "99999999999" : meetings[r.Next(meetings.Count)];
        var at = now.AddSeconds(-r.Next(4000));
        var body = Encoding.UTF8.GetBytes(HostileEvents.Make(r, meeting, at));
        if (r.Next(5) > 0) body = HostileBodies.Mutate(r, body);
        if (r.Next(500) == 0) body = Padded(body, ZoomWebhook.MostBytes + r.Next(-1, 2));
        var headers = HostileHeaders.Make(r, body, now);
        if (r.Next(10) > 0) headers.Add(("content-type", r.Next(10) == 0 ? "text/plain" : "application/json; charset=utf-8"));
        return new(seed, number, body, headers, r.Next(10) > 0);
    }

    /// <summary>
    /// Whether the headers prove that a holder of a secret sent this body, written down once more from Zoom's documentation and our
    /// rules for timestamps.
    /// </summary>
    public bool IsSigned(DateTimeOffset now)
    {
        if (One(Timestamp) is not { Length: > 0 and < 19 } timestamp || !timestamp.All(char.IsAsciiDigit)) return false;
        var age = now.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture);
        if (age is > 90 * 60 or < -5 * 60 || One(Signature) is not { Length: 67 } signature || !signature.StartsWith("v0=", StringComparison.Ordinal)) return false;
        var message = (byte[])[.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. Body];
        return Secrets.Any(s => signature[3..].Equals(Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(s), message)), StringComparison.OrdinalIgnoreCase));
    }

    public override string ToString() =>
        $"seed {Seed}, number {Number}: {string.Join(" | ", Headers)} {Encoding.Latin1.GetString(Body.AsSpan(0, Math.Min(Body.Length, 1500)))}";

    // An empty header beside the real one says nothing, neither here nor there.
    private string? One(string name) => Headers.Where(h => h.Name == name && h.Value.Length > 0).Select(h => h.Value).ToList() is [var only] ? only : null;

    private static byte[] Padded(byte[] body, int length) =>
        body.Length >= length ? body[..length] : [.. body, .. Enumerable.Repeat((byte)' ', length - body.Length)];
}
