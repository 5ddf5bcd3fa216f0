using System.Diagnostics;
using System.Diagnostics.Metrics;
using Functions.Telemetry;

namespace Functions.Zoom;

/// <summary>
/// Spans and measures of calls to Zoom, under the name <c>Functions.Zoom</c>: a span for the call, and in it one for each attempt.
/// Operations and categories are named, never a path: it may hold an e-mail.
/// </summary>
internal sealed class ZoomTelemetry : IDisposable
{
    public const string Name = "Functions.Zoom";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private readonly Counter<long> throttled;
    private readonly Counter<long> renewals;

    public ZoomTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        duration = meter.CreateHistogram("zoom.call.duration", "s", "From asking for a turn to the last answer, retries included, by operation and outcome.", advice: Durations.Calls);
        throttled = meter.CreateCounter<long>("zoom.throttled", "{answer}", "Zoom's 429 answers, by category and by whether the day's limit is meant.");
        renewals = meter.CreateCounter<long>("zoom.token.renewals", "{renewal}", "Tokens asked for, by outcome.");
    }

    public static Activity? StartCall(ZoomOperation operation) => Start($"zoom {operation.Name}", ActivityKind.Internal, operation);

    public static Activity? StartAttempt(HttpRequestMessage request, ZoomRequestState state)
    {
        var operation = state.Operation;
        if (Start($"{operation.Method} {operation.Template}", ActivityKind.Client, operation) is not { } span) return null;
        span.SetTag("http.request.method", operation.Method.Method).SetTag("url.template", operation.Template).SetTag("server.address", request.RequestUri?.Host);
        if (state.Attempts > 1) span.SetTag("http.request.resend_count", state.Attempts - 1);
        return span;
    }

    private static Activity? Start(string name, ActivityKind kind, ZoomOperation operation) =>
        Source.StartActivity(name, kind)?.SetTag("zoom.operation", operation.Name).SetTag("zoom.category", operation.Category.Tag());

    public void Called(ZoomOperation operation, ZoomError? error, Activity? span, TimeSpan elapsed)
    {
        var outcome = error?.Kind.Tag() ?? "success";
        duration.Record(elapsed.TotalSeconds, new("operation", operation.Name), new("outcome", outcome));
        if (operation == ZoomOperation.Token) renewals.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        if (error is null) return;
        if (error.Code is { } code) span?.SetTag("zoom.code", code);
        span.Fail(outcome);
    }

    public void Answered(ZoomOperation operation, int status, ZoomError? error, Activity? span)
    {
        span?.SetTag("http.response.status_code", status);
        if (error is null) return;
        if (error.Code is { } code) span?.SetTag("zoom.code", code);
        span.Fail(error.Kind.Tag());
        if (status == 429) throttled.Add(1, new("category", operation.Category.Tag()), new("limit", error.Kind == ZoomErrorKind.DailyLimit ? "day" : "rate"));
    }

    public void Dispose() => meter.Dispose();
}
