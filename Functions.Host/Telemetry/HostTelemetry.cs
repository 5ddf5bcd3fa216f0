using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Functions.Host.Telemetry;

/// <summary>
/// The host's spans, to the collector that OpenTelemetry's own variables name: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>,
/// <c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c>, <c>OTEL_TRACES_SAMPLER</c> … The worker has the same variables, and decides as the host did.
/// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
/// </summary>
internal static class HostTelemetry
{
    private const string Service = "classroom-sessions";
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private const string All = $"{Prefix}ENDPOINT";
    private const string Traces = $"{Prefix}TRACES_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (!IsAddress(configuration[All]) && !IsAddress(configuration[Traces])) return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? Service))
            .WithTracing(traces =>
            {
                traces.AddSource(InvocationSpan.SourceName);
                traces.AddOtlpExporter(collector =>
                {
                    // The exporter reads what is for all signals itself, and adds the signal's path.
                    if (!IsAddress(configuration[Traces])) return;
                    collector.Endpoint = new Uri(configuration[Traces]!);
                    if (configuration[$"{Prefix}TRACES_HEADERS"] is { } headers) collector.Headers = headers;
                    if ((configuration[$"{Prefix}TRACES_PROTOCOL"] ?? configuration[$"{Prefix}PROTOCOL"]) is { } protocol)
                        collector.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                });
            });
    }

    // What is no address is told by the app.
    private static bool IsAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
