using ZoomSimulator.Meetings;

namespace ZoomSimulator.Control;

/// <summary>The control API under <c>/sim</c>: what a person at a Zoom client would do, and what goes wrong.</summary>
internal static class ControlApi
{
    public static void UseControlGate(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/sim", StringComparison.OrdinalIgnoreCase),
        sim => sim.UseMiddleware<ControlGate>());

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var sim = routes.MapGroup("/sim");
        MeetingControls.Map(sim);
        PeopleControls.Map(sim);
        RoomControls.Map(sim);
        ScenarioControls.Map(sim);
        WebhookControls.Map(sim);
        SystemControls.Map(sim);
    }

    /// <summary>A value as JSON, a refusal as a problem.</summary>
    public static IResult Answer<T>(Outcome<T> outcome, Func<T, object> show)
        where T : class =>
        outcome.Refusal is { } refusal ? ControlGate.Problem(StatusOf(refusal.Kind), refusal.Detail) : Results.Ok(show(outcome.Required));

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
