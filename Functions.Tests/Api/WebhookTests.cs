using System.Globalization;
using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Secrets;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;

namespace Functions.Tests.Api;

/// <summary>The one door without a key: what gets in, what does not, and what is kept.</summary>
public sealed class WebhookTests(Classroom classroom)
{
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow;

    private Tables Tables => classroom.App.Services.GetRequiredService<Tables>();

    private async Task<IReadOnlyList<string>> RowsOf(Answer session)
    {
        List<string> rows = [];
        await foreach (var row in Tables.Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {session.Text("session_id")}")))
            rows.Add(row.RowKey);
        return rows;
    }

    private async Task<int> DeadLetters()
    {
        var count = 0;
        await foreach (var _ in Tables.DeadLetters.QueryAsync<TableEntity>(select: ["PartitionKey"])) count++;
        return count;
    }

    [Fact]
    public async Task A_duplicate_changes_nothing()
    {
        var session = await classroom.NewClass();
        var body = SignedEvent.Joined(session.Text("meeting_id"), "u", "Alice Anderson", now);
        Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
        var (rows, version) = (await RowsOf(session), (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Text("version"));
        Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
        Assert.Equal(rows, await RowsOf(session));
        Assert.Equal(version, (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Text("version"));
    }

    [Fact]
    public async Task A_storm_of_events_of_one_person_from_many_clients_is_recorded_once_each()
    {
        var session = await classroom.NewClass();
        var bodies = Enumerable.Range(0, 20).Select(i => SignedEvent.Joined(session.Text("meeting_id"), "u", "Alice Anderson", now.AddSeconds(-i), $"user-{i}")).ToList();
        var answers = await Task.WhenAll(bodies.Concat(bodies).Select(b => classroom.App.PostEvent(b)));
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        foreach (var body in bodies) Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body)).Status);
        var rows = await RowsOf(session);
        Assert.Equal((20, 1), (rows.Count(r => r.StartsWith("log-", StringComparison.Ordinal)), rows.Count(r => r.StartsWith("person-", StringComparison.Ordinal))));
        Assert.Equal("main_session", (await classroom.Operator.Get($"api/sessions/{session.Text("session_id")}")).Where("1"));
    }

    [Fact]
    public async Task Only_what_Zoom_signed_lately_gets_in()
    {
        var session = await classroom.NewClass();
        var body = SignedEvent.Started(session.Text("meeting_id"), "u", now);
        string At(TimeSpan ahead) => (now + ahead).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        foreach (var (secret, timestamp) in new (string?, string?)[]
        {
            (null, null), ("wrong", null), ("", null), (FunctionApp.WebhookSecret, At(TimeSpan.FromMinutes(-91))), (FunctionApp.WebhookSecret, At(TimeSpan.FromMinutes(6))), (FunctionApp.WebhookSecret, "x"),
        })
        {
            var answer = await classroom.App.PostEvent(body, secret, timestamp);
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (answer.Status, answer.Problem));
        }

        Assert.DoesNotContain(await RowsOf(session), r => r.StartsWith("log-", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(body, FunctionApp.PreviousWebhookSecret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent(SignedEvent.Ended(session.Text("meeting_id"), "u", now), timestamp: At(TimeSpan.FromMinutes(-89)))).Status);
        Assert.Equal(2, (await RowsOf(session)).Count(r => r.StartsWith("log-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_challenge_is_answered_only_to_who_can_sign_it()
    {
        const string body = """{"event":"endpoint.url_validation","event_ts":1,"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}""";
        Assert.Equal(HttpStatusCode.Unauthorized, (await classroom.App.PostEvent(body, secret: null)).Status);
        var answer = await classroom.App.PostEvent(body);
        Assert.Equal("qgg8vlvZRS6UYooatFL8Aw", answer.Text("plainToken"));
        Assert.Equal(WebhookSignature.EncryptToken("qgg8vlvZRS6UYooatFL8Aw", FunctionApp.WebhookSecret), answer.Text("encryptedToken"));
        var before = await classroom.App.PostEvent(body, FunctionApp.PreviousWebhookSecret);
        Assert.Equal(WebhookSignature.EncryptToken("qgg8vlvZRS6UYooatFL8Aw", FunctionApp.PreviousWebhookSecret), before.Text("encryptedToken"));
    }

    [Theory, InlineData("v0:1772359200:{}"), InlineData("has space"), InlineData("\u0000")]
    public async Task The_challenge_signs_no_text_that_could_be_an_event(string token)
    {
        var answer = await classroom.App.PostEvent("{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"" + token.Replace("\0", "\\u0000", StringComparison.Ordinal) + "x\"}}");
        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task What_is_signed_but_broken_is_kept_as_a_dead_letter()
    {
        var before = await DeadLetters();
        var answer = await classroom.App.PostEvent("{\"event\":\"meeting.started\",\"nonce\":\"" + Guid.NewGuid() + "\"}");
        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (answer.Status, answer.Problem));
        Assert.True(await DeadLetters() > before);
        Assert.Equal(HttpStatusCode.Unauthorized, (await classroom.App.PostEvent("{", secret: null)).Status);
    }

    [Fact]
    public async Task What_is_too_long_is_refused_before_anything_else()
    {
        var answer = await classroom.App.PostEvent(new string('x', ZoomWebhook.MostBytes + 1), secret: null);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (answer.Status, answer.Problem));
        using var client = classroom.App.Client(withKey: false);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "api/zoom/webhook") { Content = new StreamContent(new Endless()) };
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.SendAsync(chunked)).StatusCode);
    }

    [Fact]
    public async Task Meetings_and_events_that_are_not_ours_are_taken_and_forgotten()
    {
        // Creations of other tests may be unfinished at this moment, in which case Zoom is asked to send again.
        var answer = await Eventually.Get(() => classroom.App.PostEvent(SignedEvent.Started("99999999999", "u", now)), a => a.Status == HttpStatusCode.OK);
        Assert.Equal(default, answer.Body.ValueKind);
        Assert.Equal(HttpStatusCode.OK, (await classroom.App.PostEvent("""{"event":"user.created","payload":{}}""")).Status);
    }

    [Fact]
    public async Task An_event_that_comes_before_its_meetings_creation_is_finished_comes_again()
    {
        var sessionId = Guid.NewGuid().ToString();
        var work = classroom.App.Services.GetRequiredService<OpenWork>();
        var intent = OpenWork.NewWork(sessionId);
        intent["host"] = "somebody@example.edu";
        await work.AddAsync(intent, sessionId, WorkKind.Create, DateTimeOffset.UtcNow + OpenWork.Lease, CancellationToken.None);
        try
        {
            var answer = await classroom.App.PostEvent(SignedEvent.Started("99999999998", "u", now));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        }
        finally
        {
            await work.RemoveAsync((await work.FindAsync(sessionId, CancellationToken.None))!, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Storage_that_hangs_is_503_within_the_time_that_Zoom_waits()
    {
        var hangs = false;
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b =>
            b.Services.AddSingleton<Action<TableClientOptions>>(o => o.AddPolicy(new Hanging(() => hangs), HttpPipelinePosition.PerRetry)));
        hangs = true;
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var answer = await app.PostEvent(SignedEvent.Started("99999999997", "u", now));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage-unavailable"), (answer.Status, answer.Problem));
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 2.9);
    }

    [Fact]
    public async Task Without_a_secret_or_while_the_vault_is_away_nothing_gets_in_and_all_comes_again()
    {
        var secrets = new Mock<ISecretSource>();
        secrets.Setup(s => s.GetAsync(SecretNames.OperatorKey, It.IsAny<CancellationToken>())).ReturnsAsync([FunctionApp.Key]);
        await using var app = await FunctionApp.StartAsync(
            classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton(secrets.Object)));
        var body = SignedEvent.Started("1", "u", now);
        secrets.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        secrets.Setup(s => s.RefreshAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        Assert.Equal("secret-unavailable", (await app.PostEvent(body, "")).Problem);
        secrets.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Throws(new SecretUnavailableException("away"));
        Assert.Equal("secret-unavailable", (await app.PostEvent(body)).Problem);
        secrets.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(["old"]);
        secrets.Setup(s => s.RefreshAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([FunctionApp.WebhookSecret, "old"]);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await app.PostEvent(body)).Status);
        Assert.Equal("secret-unavailable", (await app.PostEvent(body, "neither")).Problem);
        secrets.Setup(s => s.IsCurrent(It.IsAny<string>())).Returns(true);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostEvent(body, "neither")).Status);
    }

    [Fact]
    public async Task While_the_secret_is_being_changed_a_mismatch_comes_again()
    {
        await using var app = await FunctionApp.StartAsync(
            classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, $"--Webhooks:RotationUntil={now.AddMinutes(5):O}");
        Assert.Equal("secret-unavailable", (await app.PostEvent(SignedEvent.Started("1", "u", now), "not-here-yet")).Problem);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostEvent("{}", secret: null)).Status);
    }

    private sealed class Hanging(Func<bool> hangs) : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (hangs()) await Task.Delay(Timeout.InfiniteTimeSpan, message.CancellationToken);
            await ProcessNextAsync(message, pipeline);
        }
    }

    private sealed class Endless : MemoryStream
    {
        private int left = 2 * ZoomWebhook.MostBytes;

        public override long Length => throw new NotSupportedException();

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(left, buffer.Length);
            left -= count;
            buffer.Span[..count].Fill((byte)'x');
            return ValueTask.FromResult(count);
        }
    }
}
