using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace Functions.Telemetry;

internal enum Signal
{
    Traces,
    Metrics,
    Logs,
}

/// <summary>Where telemetry goes, by the variables that OpenTelemetry and Azure Monitor have for it.</summary>
internal sealed class TelemetrySettings(IConfiguration configuration)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    public string? AzureMonitor { get; } = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } connection ? connection : null;

    public bool IsOn => Enum.GetValues<Signal>().Any(Exports);

    public bool Exports(Signal signal) => AzureMonitor is not null || Otlp(signal) is not null;

    /// <summary>The collector of a signal: that of this signal alone, else that of all, else none.</summary>
    public Collector? Otlp(Signal signal)
    {
        var own = $"{Prefix}{signal.ToString().ToUpperInvariant()}_";
        if (Endpoint($"{own}ENDPOINT") is { } endpoint) return new(endpoint, configuration[$"{own}PROTOCOL"] ?? configuration[$"{Prefix}PROTOCOL"], configuration[$"{own}HEADERS"]);

        // The exporter reads the settings of all signals itself, and adds the signal's path.
        return Endpoint($"{Prefix}ENDPOINT") is null ? null : new(null, null, null);
    }

    /// <summary>Whole traces, as whoever called decided; else what OTEL_TRACES_SAMPLER says.</summary>
    public Sampler Sampler
    {
        get
        {
            var name = configuration["OTEL_TRACES_SAMPLER"]?.Trim().ToLowerInvariant();
            return name switch
            {
                null or "" or "parentbased_always_on" => new ParentBasedSampler(new AlwaysOnSampler()),
                "always_on" => new AlwaysOnSampler(),
                "always_off" => new AlwaysOffSampler(),
                "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
                "traceidratio" => new TraceIdRatioBasedSampler(Ratio),
                "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Ratio)),
                _ => throw Wrong("OTEL_TRACES_SAMPLER must be always_on, always_off, traceidratio, or one of these after parentbased_."),
            };
        }
    }

    private double Ratio => configuration["OTEL_TRACES_SAMPLER_ARG"] is not { Length: > 0 } text ? 1
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1 ? ratio
        : throw Wrong("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, for example 0.1.");

    private Uri? Endpoint(string name) => configuration[name] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
        : throw Wrong($"{name} must be an address, for example http://127.0.0.1:4317.");

    private static OptionsValidationException Wrong(string message) => new("Telemetry", typeof(TelemetrySettings), [message]);
}

/// <summary>A collector of one signal. Without an address it is the one of all signals.</summary>
internal sealed record Collector(Uri? Endpoint, string? Protocol, string? Headers)
{
    public void Apply(OtlpExporterOptions options)
    {
        if (Endpoint is null) return;
        options.Endpoint = Endpoint;
        if (Protocol is not null) options.Protocol = Protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (Headers is not null) options.Headers = Headers;
    }
}
