using Functions.SelfHost.SignalR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.SelfHost.Http;

/// <summary>What a request meets before its endpoint.</summary>
internal static class HttpPipeline
{
    public static void Use(WebApplication app, bool cors)
    {
        var hubs = app.Services.GetServices<HubBinding>().ToArray();
        if (cors || hubs.Length > 0)
            app.UseCors();
        if (hubs.Length > 0)
            app.Use(ClientPath.Rewrite);

        app.UseRouting();
        app.Use(RefuseUnrouted);
        if (hubs.Length > 0)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        foreach (var hub in hubs)
            hub.Map(app);
    }

    // A wrong method selects a 405 endpoint of ASP.NET Core, which is not a routed one.
    private static Task RefuseUnrouted(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
