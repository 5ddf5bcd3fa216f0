using System.Globalization;
using System.Text;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Functions.Tests.Webhooks.HostileRequest;

namespace Functions.Tests.Webhooks;

/// <summary>Nothing but an exact signature, made lately, opens the door of the whole app.</summary>
public sealed class HostileSignatureTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Now);
    private DirectApp app = null!;
    private PlantedSession session = null!;

    private string Body => SignedEvent.Joined(session.MeetingId, "u", "Alice Anderson", Now);

    public async ValueTask InitializeAsync()
    {
        app = await DirectApp.StartAsync(b => b.Services.AddSingleton<TimeProvider>(time));
        session = await PlantedSession.AddAsync(app.Tables, Now);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<int> Send(byte[] body, string timestamp, string signature) =>
        (await app.HookAsync(body, (Timestamp, timestamp), (Signature, signature))).Status;

    private async Task<int> Logged() => await app.Tables.Sessions.QueryAsync<Azure.Data.Tables.TableEntity>(r => r.PartitionKey == session.Id)
        .CountAsync(r => r.RowKey.StartsWith("log-", StringComparison.Ordinal));

    [Fact]
    public async Task Any_flipped_bit_of_body_timestamp_or_signature_is_refused_by_the_whole_app()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HostileHeaders.Sign(body, timestamp);
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal((bit, 401), (bit, await Send(body, timestamp, signature)));
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        foreach (var flipped in Flipped(timestamp)) Assert.Equal((flipped, 401), (flipped, await Send(body, flipped, signature)));
        // The case of a hexadecimal digit is one bit, and says nothing.
        foreach (var flipped in Flipped(signature).Where(s => !s.Equals(signature, StringComparison.OrdinalIgnoreCase)))
            Assert.Equal((flipped, 401), (flipped, await Send(body, timestamp, flipped)));
        Assert.Equal(0, await Logged());
        Assert.Equal(200, await Send(body, timestamp, signature));
        Assert.Equal(1, await Logged());
        Effort.Report($"hostile: {(body.Length + timestamp.Length + signature.Length) * 8:N0} flipped bits through the app, none let in");

        static IEnumerable<string> Flipped(string text) =>
            Enumerable.Range(0, text.Length * 8).Select(bit => text[..(bit / 8)] + (char)(text[bit / 8] ^ (1 << (bit % 8))) + text[((bit / 8) + 1)..]);
    }

    [Theory]
    [InlineData(-90 * 60, 200)]
    [InlineData((-90 * 60) - 1, 401)]
    [InlineData(5 * 60, 200)]
    [InlineData((5 * 60) + 1, 401)]
    public async Task A_timestamp_is_believed_to_the_second(int ahead, int expected)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var timestamp = Now.AddSeconds(ahead).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(expected, await Send(body, timestamp, HostileHeaders.Sign(body, timestamp)));
        Assert.Equal(expected == 200 ? 1 : 0, await Logged());
    }

    [Fact]
    public async Task What_was_signed_in_time_grows_stale_as_time_goes_by()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HostileHeaders.Sign(body, timestamp);
        time.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal(200, await Send(body, timestamp, signature));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, await Send(body, timestamp, signature));
    }
}
