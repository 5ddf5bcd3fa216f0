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
        // What the framework puts before everything when authentication is registered; only the clients of hubs need it, further down.
        foreach (var set in new[] { "__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet" })
            ((IApplicationBuilder)app).Properties[set] = true;

        var hubs = app.Services.GetServices<HubBinding>().ToArray();
        if (cors || hubs.Length > 0)
            app.UseCors();
        if (hubs.Length > 0)
            UseHubs(app, hubs);

        app.UseRouting();
        app.Use(RefuseUnrouted);
    }

    // Built when the first client of a hub comes: a webhook that wakes the app does not wait for it, and functions know nothing of it.
    private static void UseHubs(WebApplication app, HubBinding[] hubs)
    {
        var clients = new Lazy<RequestDelegate>(() =>
        {
            var branch = ((IApplicationBuilder)app).New();
            branch.Use(ClientPath.Rewrite);
            branch.UseRouting();
            branch.Use(RefuseUnrouted);
            branch.UseAuthentication();
            branch.UseAuthorization();
            branch.UseEndpoints(endpoints => Array.ForEach(hubs, hub => hub.Map(endpoints)));
            return branch.Build();
        });
        app.Use((context, next) => ClientPath.Matches(context.Request.Path) ? clients.Value(context) : next(context));
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
