using System.Diagnostics;
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Functions.Telemetry;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Functions.Tests.Telemetry;

/// <summary>Where telemetry goes, and what it costs where it goes nowhere.</summary>
[Collection(nameof(Alone))]
public sealed class TelemetrySettingsTests(Classroom classroom)
{
    private const string Connection = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://127.0.0.1:1/";

    private static readonly string[] Sources =
        ["Microsoft.Azure.Functions.Worker", "Functions.Zoom", "Functions.Storage", "Functions.Sessions", "Functions.Realtime", "Functions.Webhooks"];

    [Fact]
    public async Task Without_an_address_to_send_to_nothing_listens_and_nothing_is_recorded()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl);
        foreach (var name in Sources)
        {
            using var source = new ActivitySource(name);
            Assert.False(source.HasListeners(), name);
        }

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
        Assert.DoesNotContain(app.Services.GetServices<ILoggerProvider>(), p => p is OpenTelemetryLoggerProvider);

        // A problem still says how to find it.
        using var client = app.Client();
        Assert.True(Guid.TryParse((await client.Get("api/sessions/none")).Text("trace_id"), out _));
    }

    [Fact]
    public async Task A_collector_that_is_away_fails_nothing_and_fills_no_memory()
    {
        await using var app = await DirectApp.StartAsync(null, "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        var session = await PlantedSession.AddAsync(app.Tables, DateTimeOffset.UtcNow);
        Task<DirectAnswer> Join(int n) => app.EventAsync(SignedEvent.Joined(session.MeetingId, "u", $"Guest {n % 50}", DateTimeOffset.UtcNow));
        for (var n = 0; n < 1_000; n++) Assert.Equal(200, (await Join(n)).Status);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // Five times what the queue of spans holds.
        for (var n = 0; n < 2_000; n++) Assert.Equal(200, (await app.SendAsync("GET", "/api/health", [])).Status);
        for (var n = 0; n < 2_000; n++) Assert.Equal(401, (await app.HookAsync("{}"u8.ToArray())).Status);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 * 1024 * 1024);
    }

    [Fact]
    public void Azure_Monitor_is_reached_by_identity_and_keeps_every_trace_and_line()
    {
        var options = new AzureMonitorExporterOptions();
        var identity = new CountedCredential();
        TelemetryRegistration.Configure(options, Connection, identity);
        Assert.Equal((Connection, 1f, null, false), (options.ConnectionString, options.SamplingRatio, options.TracesPerSecond, options.EnableTraceBasedLogsSampler));

        using var app = Build(identity, ("APPLICATIONINSIGHTS_CONNECTION_STRING", Connection));
        Assert.NotNull(app.Services.GetService<MeterProvider>());
        Assert.Contains(app.Services.GetServices<ILoggerProvider>(), p => p is OpenTelemetryLoggerProvider);
        Assert.Equal(200, Recorded(app, of: 200));
        Assert.Equal(0, identity.Asked);
        using (var source = new ActivitySource("Functions.Zoom")) source.StartActivity("call")!.Dispose();
        app.Services.GetRequiredService<TracerProvider>().ForceFlush(10_000);
        Assert.True(identity.Asked > 0);
    }

    [Theory]
    [InlineData(null, null, 1_000, 1_000)]
    [InlineData("always_off", null, 0, 0)]
    [InlineData("parentbased_traceidratio", "0.1", 40, 180)]
    public void A_flood_is_sampled_by_the_standard_setting(string? sampler, string? argument, int least, int most)
    {
        using var app = Build(("APPLICATIONINSIGHTS_CONNECTION_STRING", Connection), ("OTEL_TRACES_SAMPLER", sampler), ("OTEL_TRACES_SAMPLER_ARG", argument));
        Assert.InRange(Recorded(app, of: 1_000), least, most);
    }

    [Theory]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "2")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "collector:4317")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "00000000-0000-0000-0000-000000000000")]
    public void A_wrong_setting_is_named(string name, string value)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal) { ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = Connection, [name] = value };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        Assert.StartsWith(name, Assert.Single(TelemetrySettings.Wrong(configuration)), StringComparison.Ordinal);

        // The settings stop the start; what sends telemetry does not come in the way of saying so.
        using var app = Build([.. settings.Select(s => (s.Key, s.Value))]);
        Assert.Null(app.Services.GetService<TracerProvider>());
    }

    [Fact]
    public void One_signal_can_go_somewhere_alone()
    {
        using var app = Build(("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://127.0.0.1:1/v1/metrics"));
        Assert.NotNull(app.Services.GetService<MeterProvider>());
        using var source = new ActivitySource("Functions.Zoom");
        Assert.False(source.HasListeners());
    }

    // Begun, never ended: nothing is sent.
    private static int Recorded(IHost app, int of)
    {
        Assert.NotNull(app.Services.GetService<TracerProvider>());
        using var source = new ActivitySource("Functions.Zoom");
        return Enumerable.Range(0, of).Count(_ =>
        {
            Activity.Current = null;
            var span = source.StartActivity("call");
            Activity.Current = null;
            return span is { Recorded: true };
        });
    }

    private static IHost Build(params (string Name, string? Value)[] settings) => Build(new CountedCredential(), settings);

    private static IHost Build(TokenCredential identity, params (string Name, string? Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
        builder.AddTelemetry(identity);
        return builder.Build();
    }

    private sealed class CountedCredential : TokenCredential
    {
        private int asked;

        public int Asked => asked;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref asked);
            return new("token", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
