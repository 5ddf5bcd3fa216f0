namespace ZoomSimulator.Control;

/// <summary>
/// A control whose body is optional may be called with none, as <c>curl -X POST</c> does: routing would take a request without a
/// content type for another one.
/// </summary>
internal static class OptionalBodies
{
    public static void UseOptionalBodies(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.ContentType is null && context.Request.Path.StartsWithSegments("/sim", StringComparison.OrdinalIgnoreCase))
            context.Request.ContentType = "application/json";
        return next(context);
    });
}
