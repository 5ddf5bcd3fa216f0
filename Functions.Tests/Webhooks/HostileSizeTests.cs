using Functions.Secrets;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using static Functions.Tests.Webhooks.HostileRequest;

namespace Functions.Tests.Webhooks;

/// <summary>A body has a bound, and what is over it costs nothing but the reading.</summary>
public sealed class HostileSizeTests
{
    private readonly Mock<ISecretSource> secrets = new();

    private Task<DirectApp> Start()
    {
        secrets.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([FunctionApp.WebhookSecret]);
        secrets.Setup(s => s.RefreshAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([FunctionApp.WebhookSecret]);
        return DirectApp.StartAsync(b => b.Services.AddSingleton(secrets.Object));
    }

    private int TimesAsked() => secrets.Invocations.Count(i => Equals(i.Arguments[0], SecretNames.ZoomWebhookSecret));

    private static async Task<DirectAnswer> Send(DirectApp app, int size, bool chunked)
    {
        var body = new byte[size];
        body.AsSpan().Fill((byte)' ');
        var timestamp = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";
        return await app.SendAsync(
            "POST", "/api/zoom/webhook", [(Timestamp, timestamp), (Signature, HostileHeaders.Sign(body, timestamp))], new MemoryStream(body), chunked ? null : size);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_too_long_is_refused_before_anything_is_hashed(bool chunked)
    {
        await using var app = await Start();
        foreach (var over in new[] { 1, 2, 64 * 1024, 1024 * 1024 })
            Assert.Equal(413, (await Send(app, ZoomWebhook.MostBytes + over, chunked)).Status);

        // Without the secret nothing can have been verified, and nothing unverified is parsed.
        Assert.Equal(0, TimesAsked());
        Assert.Equal(0, await app.Tables.DeadLetters.QueryAsync<Azure.Data.Tables.TableEntity>().CountAsync());

        // The longest body that is read gets as far as being parsed, and is kept.
        Assert.Equal(400, (await Send(app, ZoomWebhook.MostBytes, chunked)).Status);
        Assert.Equal(400, (await Send(app, ZoomWebhook.MostBytes - 1, chunked)).Status);
        Assert.Equal(2, TimesAsked());
        Assert.Equal(2, await app.Tables.DeadLetters.QueryAsync<Azure.Data.Tables.TableEntity>().CountAsync());
    }

    [Fact]
    public async Task Of_an_endless_body_no_more_is_read_than_the_bound()
    {
        await using var app = await Start();
        using var endless = new Endless();
        var answer = await app.SendAsync("POST", "/api/zoom/webhook", [(Timestamp, "1"), (Signature, "v0=")], endless);
        Assert.Equal(413, answer.Status);
        Assert.InRange(endless.Given, ZoomWebhook.MostBytes + 1, ZoomWebhook.MostBytes + 4096);
        Assert.Equal(0, TimesAsked());
    }

    [Fact]
    public async Task A_body_shorter_than_it_said_is_no_request()
    {
        await using var app = await Start();
        var answer = await app.SendAsync("POST", "/api/zoom/webhook", [], new MemoryStream(new byte[10]), length: 20);
        Assert.Equal(0, answer.Status);
        Assert.Equal(0, TimesAsked());
        Assert.Empty(app.Errors);
    }

    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
