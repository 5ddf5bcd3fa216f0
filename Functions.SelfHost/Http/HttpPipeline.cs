using Functions.SelfHost.SignalR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.SelfHost.Http;

/// <summary>What a request meets before its endpoint.</summary>
internal static class HttpPipeline
{
    private const string WholeAppsRoutes = "__GlobalEndpointRouteBuilder";

    public static void Use(WebApplication app, bool cors, Action<IEndpointRouteBuilder> map)
    {
        // What the framework puts before everything when authentication is registered; only the clients of hubs need it, further down.
        foreach (var set in new[] { "__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet" })
            ((IApplicationBuilder)app).Properties[set] = true;

        var hubs = app.Services.GetServices<HubBinding>().ToArray();
        if (cors || hubs.Length > 0)
            UseCors(app);
        if (hubs.Length > 0)
            UseHubs(app, hubs);

        app.Run(Functions(app, map));
    }

    // The framework's own way to use it compiles an expression, which takes longer than all else that is done for a first request.
    private static void UseCors(WebApplication app) => ((IApplicationBuilder)app).Use(next =>
    {
        var middleware = new CorsMiddleware(next, app.Services.GetRequiredService<ICorsService>(), app.Services.GetRequiredService<ILoggerFactory>());
        var policies = app.Services.GetRequiredService<ICorsPolicyProvider>();
        return context => middleware.Invoke(context, policies);
    });

    private static RequestDelegate Functions(WebApplication app, Action<IEndpointRouteBuilder> map)
    {
        var branch = ((IApplicationBuilder)app).New();

        // Its routes are its own: for the app's, the framework would put another routing before everything.
        branch.Properties.Remove(WholeAppsRoutes);
        var rehearsal = new DefaultHttpContext { RequestServices = app.Services };
        branch.UseRouting();
        branch.Use((context, next) => ReferenceEquals(context, rehearsal) ? Task.CompletedTask : RefuseUnrouted(context, next));
        branch.UseEndpoints(map);
        var functions = branch.Build();

        // The first request would build the table of all routes: another core does it while the app starts.
        if (Environment.ProcessorCount > 1)
            _ = Task.Run(() => functions(rehearsal));
        return functions;
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
