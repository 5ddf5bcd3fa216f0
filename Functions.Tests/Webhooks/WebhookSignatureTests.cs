using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Functions.Webhooks;

namespace Functions.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "current-secret";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] Secrets = [Secret, "previous-secret"];

    public static TheoryData<string> Bodies =>
    [
        "", "{}", "{ \"a\" : 1 }", """{"name":"Zo\u00eb \uD83D\uDE92"}""", "{\"name\":\"Zoë 🚒\"}", """{"url":"https:\/\/x"}""", "\uFEFF{\"a\":1}", "{\r\n\"a\":1\r\n}",
    ];

    private static string Timestamp(int secondsAgo = 0) => Now.AddSeconds(-secondsAgo).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(byte[] body, string timestamp, string secret = Secret) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body]));

    private static SignatureVerdict Verify(byte[] body, string? timestamp, string? signature) =>
        WebhookSignature.Verify(body, timestamp, signature, Secrets, Now);

    [Theory, MemberData(nameof(Bodies))]
    public void The_bytes_as_sent_are_what_counts(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        Assert.Equal(SignatureVerdict.Valid, Verify(body, Timestamp(), Sign(body, Timestamp())));
        Assert.Equal(SignatureVerdict.Valid, Verify(body, Timestamp(), Sign(body, Timestamp(), "previous-secret")));
        Assert.Equal(SignatureVerdict.Mismatch, Verify(body, Timestamp(), Sign(body, Timestamp(), "another-secret")));
    }

    [Fact]
    public void Any_flipped_bit_is_noticed()
    {
        var body = """{"event":"meeting.started"}"""u8.ToArray();
        var (timestamp, signature) = (Timestamp(), Sign(body, Timestamp()));
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            var flipped = body.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(SignatureVerdict.Valid, Verify(flipped, timestamp, signature));
        }

        Assert.All(Flipped(timestamp), t => Assert.NotEqual(SignatureVerdict.Valid, Verify(body, t, signature)));
        // Hexadecimal digits may be of either case, which one bit tells apart.
        Assert.All(
            Flipped(signature).Where(s => !s.Equals(signature, StringComparison.OrdinalIgnoreCase)),
            s => Assert.NotEqual(SignatureVerdict.Valid, Verify(body, timestamp, s)));

        static IEnumerable<string> Flipped(string text) =>
            Enumerable.Range(0, text.Length * 8).Select(bit => text[..(bit / 8)] + (char)(text[bit / 8] ^ (1 << (bit % 8))) + text[((bit / 8) + 1)..]);
    }

    [Theory]
    [InlineData(90 * 60, SignatureVerdict.Valid)]
    [InlineData((90 * 60) + 1, SignatureVerdict.Stale)]
    [InlineData(-5 * 60, SignatureVerdict.Valid)]
    [InlineData((-5 * 60) - 1, SignatureVerdict.FromTheFuture)]
    public void A_timestamp_is_believed_for_90_minutes_and_5_ahead(int secondsAgo, SignatureVerdict expected) =>
        Assert.Equal(expected, Verify([], Timestamp(secondsAgo), Sign([], Timestamp(secondsAgo))));

    [Theory, InlineData(null), InlineData(""), InlineData("now"), InlineData("-1"), InlineData(" 1772359200"), InlineData("99999999999999999999")]
    public void A_timestamp_that_is_none_is_refused(string? timestamp) =>
        Assert.Equal(SignatureVerdict.BadTimestamp, Verify([], timestamp, Sign([], timestamp ?? "")));

    [Theory, InlineData(null), InlineData(""), InlineData("v0="), InlineData("v1=00"), InlineData("v0=zz")]
    public void A_signature_that_is_none_is_refused(string? signature) =>
        Assert.Equal(SignatureVerdict.NoSignature, Verify([], Timestamp(), signature));

    [Fact]
    public void Without_a_secret_nothing_is_let_in()
    {
        var empty = Sign([], Timestamp(), "");
        Assert.Equal(SignatureVerdict.NoSecret, WebhookSignature.Verify([], Timestamp(), empty, [], Now));
        Assert.Equal(SignatureVerdict.NoSecret, WebhookSignature.Verify([], Timestamp(), empty, [""], Now));
        Assert.Equal(SignatureVerdict.Mismatch, WebhookSignature.Verify([], Timestamp(), empty, [Secret, ""], Now));
    }
}
