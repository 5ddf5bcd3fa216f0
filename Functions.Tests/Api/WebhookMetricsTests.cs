using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Functions.Secrets;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;

namespace Functions.Tests.Api;

/// <summary>What an operator can count at the webhook's door.</summary>
public sealed class WebhookMetricsTests(Classroom classroom)
{
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task Everything_that_comes_in_is_counted_by_what_became_of_it()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl);
        var counted = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = Listen(app, counted);
        var id = (await classroom.NewClass()).Text("meeting_id");
        var started = SignedEvent.Started(id, "u", now);

        await app.PostEvent(started);
        await app.PostEvent(started);
        await app.PostEvent(SignedEvent.Joined(id, "u", "Alice Anderson", now.AddSeconds(-90)));
        await app.PostEvent(SignedEvent.Recording(id, "u", now.AddHours(-2), after: TimeSpan.FromHours(2)));
        await app.PostEvent(started, "wrong");
        await app.PostEvent(started, secret: null);
        await app.PostEvent(started, timestamp: now.AddMinutes(-91).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        await app.PostEvent(new string('x', ZoomWebhook.MostBytes + 1), secret: null);
        await app.PostEvent("{");
        await app.PostEvent("""{"event":"endpoint.url_validation","payload":{"plainToken":"a:b"}}""");

        Assert.Equal(
            new SortedDictionary<string, double>(StringComparer.Ordinal)
            {
                ["webhook.received"] = 10, ["webhook.recorded"] = 3, ["webhook.duplicate"] = 1, ["webhook.late"] = 1, ["webhook.dead"] = 1,
                ["webhook.rejected mismatch"] = 1, ["webhook.rejected bad_timestamp"] = 1, ["webhook.rejected stale"] = 1, ["webhook.rejected too_large"] = 1,
                ["webhook.rejected malformed"] = 1, ["webhook.rejected bad_token"] = 1,
                ["answers 200"] = 4, ["answers 401"] = 3, ["answers 400"] = 2,
            },
            new SortedDictionary<string, double>(counted, StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_to_come_again_is_counted_with_its_reason()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, $"--Webhooks:RotationUntil={now.AddMinutes(5):O}");
        var counted = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = Listen(app, counted);
        await app.PostEvent("{}", "not-here-yet");
        Assert.Equal((1, 1), (counted["webhook.deferred rotation"], counted["answers 503"]));
    }

    [Fact]
    public async Task A_bug_is_counted_as_an_answer_with_500()
    {
        var secrets = new Mock<ISecretSource>();
        secrets.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([FunctionApp.Key]);
        secrets.Setup(s => s.GetAsync(SecretNames.ZoomWebhookSecret, It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("A bug."));
        await using var app = await FunctionApp.StartAsync(
            classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton(secrets.Object)));
        var counted = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = Listen(app, counted);
        Assert.Equal(HttpStatusCode.InternalServerError, (await app.PostEvent("{}")).Status);
        Assert.Equal((1, 1), (counted["webhook.received"], counted["answers 500"]));
    }

    private static MeterListener Listen(FunctionApp app, ConcurrentDictionary<string, double> counted)
    {
        var ours = app.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == WebhookMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, ours)) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.AddOrUpdate(tags.Length > 0 ? $"{instrument.Name} {tags[0].Value}" : instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            Assert.InRange(value, 0, 3);
            counted.AddOrUpdate($"answers {tags[0].Value}", 1, (_, sum) => sum + 1);
        });
        listener.Start();
        return listener;
    }
}
