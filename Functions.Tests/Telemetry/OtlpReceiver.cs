using System.Collections.Concurrent;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Functions.Tests.Telemetry;

internal sealed record SeenSpan(
    string TraceId, string Id, string ParentId, string Name, int Kind, ulong Start, ulong End, bool IsError, string Source,
    IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Events);

internal sealed record SeenLog(string TraceId, string Category, string Body, IReadOnlyDictionary<string, string> Tags);

internal sealed record SeenMetric(string Meter, string Name, IReadOnlyList<IReadOnlyDictionary<string, string>> Points);

/// <summary>A collector as any other, of OTLP over HTTP with protocol buffers, that keeps what it is sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<SeenSpan> Spans { get; } = new();

    public ConcurrentQueue<SeenLog> Logs { get; } = new();

    public ConcurrentQueue<SeenMetric> Metrics { get; } = new();

    public ConcurrentQueue<string> Resources { get; } = new();

    /// <summary>What makes an app send everything here.</summary>
    public string[] Settings => [$"--OTEL_EXPORTER_OTLP_ENDPOINT={app.Urls.Single()}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.Urls.Add("http://127.0.0.1:0");
        receiver.app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until all that the app recorded is here.</summary>
    public static void Flush(FunctionApp from)
    {
        foreach (var flushed in new[]
        {
            from.Services.GetService<TracerProvider>()?.ForceFlush(10_000), from.Services.GetService<MeterProvider>()?.ForceFlush(10_000),
            from.Services.GetService<LoggerProvider>()?.ForceFlush(10_000),
        })
            Assert.NotEqual(false, flushed);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http, string signal)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        foreach (var group in Wire.Fields(body.ToArray()).All(1))
        {
            foreach (var (name, value) in group.Fields.All(1).SelectMany(r => r.Fields.Attributes(1))) Resources.Enqueue($"{name}={value}");
            foreach (var scope in group.Fields.All(2)) Take(signal, scope.Fields.All(1, 1).Select(n => n.Text).FirstOrDefault() ?? "", scope.Fields.All(2));
        }

        http.Response.ContentType = "application/x-protobuf";
    }

    private void Take(string signal, string source, IEnumerable<WireField> items)
    {
        foreach (var item in items.Select(i => i.Fields.ToList()))
        {
            if (signal == "traces") Spans.Enqueue(SpanOf(item, source));
            else if (signal == "logs") Logs.Enqueue(new(item.One(9).Hex, source, Wire.ValueOf(item.One(5)), item.Attributes(6)));
            else Metrics.Enqueue(new(source, item.One(1).Text, PointsOf(item)));
        }
    }

    private static SeenSpan SpanOf(List<WireField> span, string source) => new(
        span.One(1).Hex, span.One(2).Hex, span.One(4).Hex, span.One(5).Text, (int)span.One(6).Value, span.One(7).Value, span.One(8).Value,
        span.All(15, 3).Any(code => code.Value == 2), source, span.Attributes(9),
        [.. span.All(11).Select(e => string.Join(' ', e.Fields.Attributes(3).Select(a => $"{a.Key}={a.Value}").Prepend(e.Fields.One(2).Text)))]);

    // Points of sums and gauges have their attributes in field 7, those of histograms in 9.
    private static List<IReadOnlyDictionary<string, string>> PointsOf(List<WireField> metric) =>
        [.. metric.All(5, 1).Concat(metric.All(7, 1)).Select(p => p.Fields.Attributes(7)), .. metric.All(9, 1).Select(p => p.Fields.Attributes(9))];
}
