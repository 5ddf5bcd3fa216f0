using System.Diagnostics;
using System.Globalization;
using Functions.Host.Http;
using Microsoft.AspNetCore.Http;

namespace Functions.Host.Telemetry;

/// <summary>
/// The host's span of an invocation; the worker's own is under it. For a request it is the server's span: ASP.NET Core's is not
/// collected, or there would be two of a request, and one as long as each connection of a page.
/// </summary>
internal static class InvocationSpan
{
    public const string SourceName = "Functions.Host";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Of(HttpFunction function, HttpRequest request)
    {
        if (!Source.HasListeners()) return null;
        _ = ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent);
        return Source.StartActivity($"{request.Method} {function.Route}", ActivityKind.Server, parent, tags:
        [
            new("faas.name", function.Name), new("faas.trigger", "http"), new("http.request.method", request.Method), new("http.route", function.Route),
            new("url.scheme", request.Scheme),
        ]);
    }

    public static Activity? OfTimer(string function) => Source.StartActivity(function, ActivityKind.Internal, parentContext: default, tags:
    [
        new("faas.name", function), new("faas.trigger", "timer"),
    ]);

    /// <summary>What was answered; a fault of the server is an error, one of the caller is not.</summary>
    public static void Answered(this Activity? span, int status)
    {
        span?.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError) span.Failed(status.ToString(CultureInfo.InvariantCulture));
    }

    /// <param name="type">A status, or an exception's type: its text may hold anything.</param>
    public static void Failed(this Activity? span, string? type) => span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error);
}
