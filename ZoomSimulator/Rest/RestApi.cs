using ZoomSimulator.Faults;

namespace ZoomSimulator.Rest;

/// <summary>The REST API under <c>/v2</c> and what every call passes on its way in.</summary>
internal static class RestApi
{
    public static void UseRestGates(this WebApplication app)
    {
        app.UseWhen(IsZoom, zoom => zoom.UseMiddleware<TraceHeaders>());
        app.UseWhen(IsRest, rest => rest
            .UseMiddleware<ApiFaultMiddleware>()
            .UseMiddleware<TokenGate>()
            .UseMiddleware<RateLimitGate>());
    }

    public static void MapRest(this IEndpointRouteBuilder routes)
    {
        var v2 = routes.MapGroup("/v2");
        CreateMeeting.Map(v2);
        MeetingEndpoints.Map(v2);
        ListMeetings.Map(v2);
        UserEndpoints.Map(v2);
        PastMeetings.Map(v2);
        ParticipantReports.Map(v2);
        RecordingEndpoints.Map(v2);
        RegistrantEndpoints.Map(v2);
    }

    private static bool IsRest(HttpContext context) => context.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal);

    private static bool IsZoom(HttpContext context) =>
        IsRest(context) || context.Request.Path.StartsWithSegments("/oauth", StringComparison.Ordinal);
}
