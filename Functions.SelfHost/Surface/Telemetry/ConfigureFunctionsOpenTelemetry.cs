using Functions.SelfHost.Invocation;
using global::OpenTelemetry;
using global::OpenTelemetry.Trace;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

/// <summary>Telemetry of the host itself.</summary>
public static class ConfigureFunctionsOpenTelemetry
{
    /// <summary>Adds a span for each invocation to the traces that are collected.</summary>
    /// <param name="builder">The telemetry.</param>
    /// <returns>The telemetry.</returns>
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder) =>
        builder.WithTracing(traces => traces.AddSource(InvocationSpan.SourceName));
}
