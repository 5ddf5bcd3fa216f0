using Functions.Host.Http;
using Functions.Host.SignalR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Host;

/// <summary>What a request meets: the page, the live channel, the functions.</summary>
internal static class HttpPipeline
{
    private const string WholeAppsRoutes = "__GlobalEndpointRouteBuilder";
    private const string SendRoot = "/api/hubs";

    public static void Use(WebApplication app, bool cors, FunctionEndpoints functions, Action<IEndpointRouteBuilder> map)
    {
        // What the framework puts before everything when authorization is registered, which the live channel's library does.
        foreach (var set in new[] { "__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet" })
            ((IApplicationBuilder)app).Properties[set] = true;

        // Of a proxy on this machine, or of any when ASP.NET Core's own variable says so; what others say of it counts for nothing.
        app.UseForwardedHeaders();
        var service = app.Services.GetService<ServiceKey>();
        if (cors || service is not null) UseCors(app);
        if (service is not null) UseSignalR(app);
        app.Run(Functions(app, functions, map));
    }

    // The framework's own way to use it compiles an expression, which takes longer than all else that is done for a first request.
    private static void UseCors(WebApplication app) => ((IApplicationBuilder)app).Use(next =>
    {
        var middleware = new CorsMiddleware(next, app.Services.GetRequiredService<ICorsService>(), app.Services.GetRequiredService<ILoggerFactory>());
        var policies = app.Services.GetRequiredService<ICorsPolicyProvider>();
        return context => middleware.Invoke(context, policies);
    });

    private static RequestDelegate Functions(WebApplication app, FunctionEndpoints functions, Action<IEndpointRouteBuilder> map)
    {
        // Its routes are its own: for the app's, the framework would put another routing before everything.
        var branch = Branch(app);
        branch.Use(functions.HoldAsync);
        branch.UseRouting();
        branch.Use(RefuseUnrouted);
        branch.UseEndpoints(endpoints =>
        {
            map(endpoints);
            endpoints.DataSources.Add(functions);
        });
        return branch.Build();
    }

    // Built when the first client or message comes: a webhook that wakes the app does not wait for it.
    private static void UseSignalR(WebApplication app)
    {
        var built = new Lazy<RequestDelegate>(() =>
        {
            var branch = Branch(app);
            var service = app.Services.GetRequiredService<SignalRService>();
            branch.Use((context, next) => ClientPath.Matches(context.Request.Path) ? service.AdmitAsync(context, next) : next(context));
            branch.UseRouting();
            branch.Use(RefuseUnrouted);
            branch.UseEndpoints(SignalRService.Map);
            return branch.Build();
        });
        app.Use((context, next) => IsForSignalR(context.Request.Path) ? built.Value(context) : next(context));
    }

    private static bool IsForSignalR(PathString path) =>
        ClientPath.Matches(path) || path.StartsWithSegments(SendRoot, StringComparison.OrdinalIgnoreCase);

    private static IApplicationBuilder Branch(WebApplication app)
    {
        var branch = ((IApplicationBuilder)app).New();
        branch.Properties.Remove(WholeAppsRoutes);
        return branch;
    }

    // A wrong method selects a 405 endpoint of ASP.NET Core, which is not a routed one.
    private static Task RefuseUnrouted(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
