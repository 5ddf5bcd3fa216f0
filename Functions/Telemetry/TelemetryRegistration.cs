using System.Reflection;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Functions.Telemetry;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, to wherever the configuration says: a collector, Azure Monitor, both. To neither, nothing
/// listens, and nothing is recorded.
/// </summary>
internal static class TelemetryRegistration
{
    private const string Service = "classroom-sessions";
    private const string EventIds = "OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EVENT_LOG_ATTRIBUTES";

    /// <param name="identity">Who the app is to Azure Monitor; by default as it is to storage and Key Vault.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, TokenCredential? identity = null)
    {
        var settings = new TelemetrySettings(builder.Configuration);
        if (!settings.IsOn || TelemetrySettings.Wrong(builder.Configuration).Count > 0) return;

        // Log lines keep their event ids, as the table in docs/operations.md knows them.
        builder.Configuration[EventIds] ??= "true";
        var credential = new Lazy<TokenCredential>(() => identity ?? new DefaultAzureCredential());
        var telemetry = builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults().ConfigureResource(r => Describe(r, builder.Configuration));
        if (settings.Exports(Signal.Traces)) telemetry.WithTracing(traces => Collect(traces, settings, credential));
        if (settings.Exports(Signal.Metrics)) telemetry.WithMetrics(metrics => Collect(metrics, settings, credential));
        if (settings.Exports(Signal.Logs)) telemetry.WithLogging(logs => Collect(logs, settings, credential), options => options.IncludeScopes = options.IncludeFormattedMessage = true);
    }

    private static void Collect(TracerProviderBuilder traces, TelemetrySettings settings, Lazy<TokenCredential> credential)
    {
        traces.AddSource("Functions.*");
        if (settings.Otlp(Signal.Traces) is { } collector) traces.AddOtlpExporter(collector.Apply);
        if (settings.AzureMonitor is { } connection) traces.AddAzureMonitorTraceExporter(o => Configure(o, connection, credential.Value));

        // Last, since Azure Monitor's exporter brings a sampler that keeps five traces a second.
        traces.SetSampler(settings.Sampler);
    }

    private static void Collect(MeterProviderBuilder metrics, TelemetrySettings settings, Lazy<TokenCredential> credential)
    {
        metrics.AddMeter("Functions.*", "System.Runtime", "Microsoft.AspNetCore.Hosting");
        if (settings.Otlp(Signal.Metrics) is { } collector) metrics.AddOtlpExporter(collector.Apply);
        if (settings.AzureMonitor is { } connection) metrics.AddAzureMonitorMetricExporter(o => Configure(o, connection, credential.Value));
    }

    private static void Collect(LoggerProviderBuilder logs, TelemetrySettings settings, Lazy<TokenCredential> credential)
    {
        if (settings.Otlp(Signal.Logs) is { } collector) logs.AddOtlpExporter(collector.Apply);
        if (settings.AzureMonitor is { } connection) logs.AddAzureMonitorLogExporter(o => Configure(o, connection, credential.Value));
    }

    /// <summary>By identity only; whole traces, or as OTEL_TRACES_SAMPLER says; every log line.</summary>
    internal static void Configure(AzureMonitorExporterOptions options, string connection, TokenCredential credential)
    {
        options.ConnectionString = connection;
        options.Credential = credential;
        options.SamplingRatio = 1;
        options.TracesPerSecond = null;
        options.EnableTraceBasedLogsSampler = false;
        options.EnableLiveMetrics = false;
    }

    private static void Describe(ResourceBuilder resource, IConfiguration configuration) => resource.AddService(
        configuration["OTEL_SERVICE_NAME"] ?? configuration["WEBSITE_SITE_NAME"] ?? Service,
        serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
        autoGenerateServiceInstanceId: configuration["WEBSITE_INSTANCE_ID"] is null,
        serviceInstanceId: configuration["WEBSITE_INSTANCE_ID"]);
}
