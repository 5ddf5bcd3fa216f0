using System.Globalization;
using Microsoft.Extensions.Configuration;
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
    private const string Monitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Argument = "OTEL_TRACES_SAMPLER_ARG";
    private const string ByParent = "parentbased_";
    private const string ForExample = "for example InstrumentationKey=<guid>;IngestionEndpoint=https://….";

    private static readonly HashSet<string> Samplers =
        [.. new[] { "always_on", "always_off", "traceidratio" }.SelectMany(name => new[] { name, $"{ByParent}{name}" })];

    public string? AzureMonitor { get; } = configuration[Monitor] is { Length: > 0 } connection ? connection : null;

    public bool IsOn => Enum.GetValues<Signal>().Any(Exports);

    public bool Exports(Signal signal) => AzureMonitor is not null || Otlp(signal) is not null;

    /// <summary>The collector of a signal: that of this signal alone, else that of all, else none.</summary>
    public Collector? Otlp(Signal signal)
    {
        var own = Own(signal);
        if (Endpoint($"{own}ENDPOINT") is { } endpoint) return new(endpoint, configuration[$"{own}PROTOCOL"] ?? configuration[$"{Prefix}PROTOCOL"], configuration[$"{own}HEADERS"]);

        // The exporter reads the settings of all signals itself, and adds the signal's path.
        return Endpoint($"{Prefix}ENDPOINT") is null ? null : new(null, null, null);
    }

    /// <summary>Whole traces, as whoever called decided; else what OTEL_TRACES_SAMPLER says.</summary>
    public Sampler Sampler
    {
        get
        {
            var name = SamplerName(configuration);
            Sampler root = name.EndsWith("always_on", StringComparison.Ordinal) ? new AlwaysOnSampler()
                : name.EndsWith("always_off", StringComparison.Ordinal) ? new AlwaysOffSampler()
                : new TraceIdRatioBasedSampler(Ratio(configuration) ?? 1);
            return name.StartsWith(ByParent, StringComparison.Ordinal) ? new ParentBasedSampler(root) : root;
        }
    }

    /// <returns>A line for each setting that is wrong; it begins with the setting's name.</returns>
    public static IReadOnlyList<string> Wrong(IConfiguration configuration)
    {
        string[] endpoints = [$"{Prefix}ENDPOINT", .. Enum.GetValues<Signal>().Select(signal => $"{Own(signal)}ENDPOINT")];
        List<string> wrong =
        [
            .. endpoints.Where(name => configuration[name] is { Length: > 0 } text && AddressOf(text) is null)
                .Select(name => $"{name} must be an address, for example http://127.0.0.1:4317."),
        ];
        var isIncomplete = configuration[Monitor] is { Length: > 0 } connection
            && !connection.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase);
        if (isIncomplete)
            wrong.Add($"{Monitor} must be the connection string that Application Insights shows, {ForExample}");

        // Where nothing is sent, whatever samples is somebody else's.
        if (wrong.Count == 0 && !new TelemetrySettings(configuration).IsOn) return wrong;
        if (!Samplers.Contains(SamplerName(configuration)))
        {
            wrong.Add(
                "OTEL_TRACES_SAMPLER must be always_on, always_off, traceidratio, or one of these after parentbased_, "
                + "for example parentbased_always_on.");
        }

        if (configuration[Argument] is { Length: > 0 } && Ratio(configuration) is null)
            wrong.Add($"{Argument} must be a number from 0 to 1, for example 0.1.");
        return wrong;
    }

    private static string Own(Signal signal) => $"{Prefix}{signal.ToString().ToUpperInvariant()}_";

    private static string SamplerName(IConfiguration configuration) =>
        configuration["OTEL_TRACES_SAMPLER"]?.Trim().ToLowerInvariant() is { Length: > 0 } name ? name : $"{ByParent}always_on";

    private static double? Ratio(IConfiguration configuration) =>
        double.TryParse(configuration[Argument], NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1 ? ratio : null;

    // What is no address is told by Wrong, and sends nothing.
    private Uri? Endpoint(string name) => configuration[name] is { Length: > 0 } text ? AddressOf(text) : null;

    private static Uri? AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
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
