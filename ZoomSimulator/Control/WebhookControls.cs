using System.Text;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Control;

internal sealed record WebhookRequest(Uri? Url = null, string? Secret = null, IReadOnlyList<string>? Events = null);

internal sealed record DeliveryView(
    string RequestId, string Event, string MeetingId, DateTimeOffset CreatedAt, DeliveryState State,
    IReadOnlyList<DeliveryAttempt> Attempts, string? Body);

internal static class WebhookControls
{
    private const int DeliveriesShown = 200;

    public static void Map(IEndpointRouteBuilder sim)
    {
        sim.MapGet("/webhook", (WebhookSubscription subscription) => Results.Ok(View(subscription)));
        sim.MapPost("/webhook", ChangeAsync);
        sim.MapPost("/webhook/validate", (UrlValidator validator, CancellationToken ct) => validator.ValidateAsync(ct));
        sim.MapGet("/deliveries", List);
    }

    /// <summary>A new url or secret is validated at once, as Zoom does.</summary>
    private static async Task<IResult> ChangeAsync(
        WebhookRequest body, WebhookSubscription subscription, UrlValidator validator, CancellationToken ct)
    {
        if (body.Url is { IsAbsoluteUri: false })
            return ControlGate.Problem(400, "url must be absolute.");
        subscription.Url = body.Url ?? subscription.Url;
        subscription.Secret = body.Secret ?? subscription.Secret;
        subscription.Events = body.Events ?? subscription.Events;
        var validation = body.Url is null && body.Secret is null ? null : await validator.ValidateAsync(ct);
        return Results.Ok(new { webhook = View(subscription), validation });
    }

    private static IResult List(DeliveryLog log, string? @event, long? meetingId, int? limit, bool? bodies)
    {
        var chosen = log.NewestFirst
            .Where(delivery => (@event is null || delivery.Event.Name == @event) && (meetingId is null || delivery.Event.MeetingId == meetingId))
            .Take(limit ?? DeliveriesShown)
            .Select(delivery => new DeliveryView(
                delivery.RequestId, delivery.Event.Name, Wire.Text(delivery.Event.MeetingId), delivery.CreatedAt, delivery.State,
                delivery.Attempts, bodies == true ? Encoding.UTF8.GetString(delivery.Event.Body.Span) : null));
        return Results.Ok(new { total = log.Total, deliveries = chosen });
    }

    private static object View(WebhookSubscription subscription) => new
    {
        subscription.Url,
        subscription.Events,
        subscription.Enabled,
        subscription.ValidatedAt,
        validation_failures = subscription.Failures,
    };
}
