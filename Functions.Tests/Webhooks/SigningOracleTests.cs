using System.Globalization;
using System.Text;
using System.Text.Json;
using Functions.Tests.Fixtures;
using static Functions.Tests.Webhooks.HostileRequest;

namespace Functions.Tests.Webhooks;

/// <summary>
/// A challenge is answered with an HMAC under the very key that signs events. If anybody could choose what is answered, the endpoint
/// would sign forged events for them.
/// </summary>
public sealed class SigningOracleTests : IAsyncLifetime
{
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow;
    private DirectApp app = null!;
    private PlantedSession session = null!;

    private string Second => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private string Forged => SignedEvent.Ended(session.MeetingId, "u", now);

    /// <summary>What an attacker would have signed: the very message that the signature of an event is over.</summary>
    private string ForgedMessage => $"v0:{Second}:{Forged}";

    public async ValueTask InitializeAsync()
    {
        app = await DirectApp.StartAsync();
        session = await PlantedSession.AddAsync(app.Tables, now);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static byte[] Challenge(string token) =>
        JsonSerializer.SerializeToUtf8Bytes(new { payload = new { plainToken = token }, event_ts = 1, @event = "endpoint.url_validation" });

    private async Task<int> Send(byte[] body, string signature, string? timestamp = null) =>
        (await app.HookAsync(body, (Timestamp, timestamp ?? Second), (Signature, signature))).Status;

    private async Task NothingIsRecorded() =>
        Assert.False(await app.Tables.Sessions.QueryAsync<Azure.Data.Tables.TableEntity>(r => r.PartitionKey == session.Id).AnyAsync(r => r.RowKey.StartsWith("log-", StringComparison.Ordinal)));

    [Fact]
    public async Task Who_cannot_sign_gets_no_challenge_answered()
    {
        foreach (var token in new[] { ForgedMessage, "abc" })
        {
            var answer = await app.HookAsync(Challenge(token), (Timestamp, Second));
            Assert.Equal(401, answer.Status);
            Assert.DoesNotContain("encryptedToken", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
            answer = await app.HookAsync(Challenge(token), (Timestamp, Second), (Signature, HostileHeaders.Sign(Challenge(token), Second, "guess")));
            Assert.Equal(401, answer.Status);
        }
    }

    [Fact]
    public async Task A_genuine_challenge_that_is_replayed_signs_no_other_token()
    {
        var genuine = Challenge("qgg8vlvZRS6UYooatFL8Aw");
        var signature = HostileHeaders.Sign(genuine, Second);
        Assert.Equal(200, await Send(genuine, signature));
        Assert.Equal(200, await Send(genuine, signature));
        Assert.Equal(401, await Send(Challenge(ForgedMessage), signature));
        Assert.Equal(401, await Send(Encoding.UTF8.GetBytes(Forged), signature));
        await NothingIsRecorded();
    }

    [Fact]
    public async Task Even_a_signed_challenge_has_no_event_signed()
    {
        // As if Zoom itself could be made to ask: the token would be the message of an event.
        foreach (var token in new[] { ForgedMessage, "v0:1:{}", $"v0:{Second}:", ":", "v0\u003A1", "{}", Forged })
        {
            var answer = await app.HookAsync(Challenge(token), (Timestamp, Second), (Signature, HostileHeaders.Sign(Challenge(token), Second)));
            Assert.Equal(400, answer.Status);
            Assert.DoesNotContain("encryptedToken", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(HmacOf(token)), Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_answer_to_a_genuine_challenge_signs_no_event()
    {
        // Tokens that come closest to the message of an event: its timestamp, its body's length in letters, its version.
        foreach (var token in new[] { "qgg8vlvZRS6UYooatFL8Aw", Second, "v0", $"v0{Second}", "event" })
        {
            var genuine = Challenge(token);
            var answer = await app.HookAsync(genuine, (Timestamp, Second), (Signature, HostileHeaders.Sign(genuine, Second)));
            var encrypted = JsonDocument.Parse(answer.Body).RootElement.GetProperty("encryptedToken").GetString()!;
            Assert.Equal(Convert.ToHexStringLower(HmacOf(token)), encrypted);
            foreach (var body in new[] { Encoding.UTF8.GetBytes(Forged), Encoding.UTF8.GetBytes(token), [] })
                foreach (var timestamp in new[] { Second, "0", "" })
                    Assert.Equal(401, await Send(body, "v0=" + encrypted, timestamp));
        }

        await NothingIsRecorded();
    }

    private static byte[] HmacOf(string token) =>
        System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(FunctionApp.WebhookSecret), Encoding.UTF8.GetBytes(token));
}
