using System.Diagnostics;
using Functions.Telemetry;

namespace Functions.Webhooks;

/// <summary>
/// The span of a webhook request, of the source <c>Functions.Webhooks</c>: which kind of event, which session, what became of it. Nobody's
/// name, and no kind that is not known here.
/// </summary>
internal static class WebhookSpan
{
    private const string Outcome = "webhook.outcome";

    private static readonly ActivitySource Source = new(WebhookMetrics.MeterName);

    public static Activity? Start() => Source.StartActivity("receive webhook");

    public static void Is(string kind) => Current?.SetTag("zoom.event", kind);

    public static void Of(string sessionId) => Current?.SetTag(Spans.SessionId, sessionId);

    public static void Became(string outcome) => Current?.SetTag(Outcome, outcome);

    /// <summary>Zoom will send it again: our fault.</summary>
    public static void Deferred(string reason)
    {
        Became("deferred");
        Current?.SetTag("webhook.reason", reason);
        Current.Fail(reason);
    }

    /// <summary>It never comes again.</summary>
    public static void Rejected(string reason)
    {
        Became("rejected");
        Current?.SetTag("webhook.reason", reason);
    }

    private static Activity? Current => Activity.Current is { } span && span.Source == Source ? span : null;
}
