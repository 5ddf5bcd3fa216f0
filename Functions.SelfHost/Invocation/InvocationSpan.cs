using System.Diagnostics;
using Functions.SelfHost.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Functions.SelfHost.Invocation;

/// <summary>
/// The span of an invocation, under the source's name in the real worker. For a request it is the server's span too: ASP.NET Core's own is
/// not collected, or there would be two of a request, and one as long as each connection of a hub.
/// </summary>
internal static class InvocationSpan
{
    public const string SourceName = "Microsoft.Azure.Functions.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Of(FunctionMethod function, HttpContext http)
    {
        if (!Source.HasListeners())
            return null;

        var (request, route) = (http.Request, $"/{(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}");
        _ = ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent);
        var span = Source.StartActivity($"{request.Method} {route}", ActivityKind.Server, parent, tags:
        [
            new("faas.name", function.Name), new("faas.trigger", "http"), new("http.request.method", request.Method), new("http.route", route),
            new("url.scheme", request.Scheme),
        ]);
        return span;
    }

    public static Activity? Of(FunctionMethod function) => Source.StartActivity(function.Name, ActivityKind.Internal, parentContext: default, tags:
    [
        new("faas.name", function.Name), new("faas.trigger", "timer"),
    ]);

    /// <summary>What was answered; a fault of the server is an error, one of the caller is not.</summary>
    public static void Answered(this Activity? span, int status)
    {
        span?.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span?.SetTag("error.type", status.ToString(System.Globalization.CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>The exception's type only: its text may hold anything.</summary>
    public static void Failed(this Activity? span, Exception exception) =>
        span?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);
}
