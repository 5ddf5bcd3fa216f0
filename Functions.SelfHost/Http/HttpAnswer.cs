using Functions.SelfHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Functions.SelfHost.Http;

/// <summary>
/// The middleware behind <c>ConfigureFunctionsWebApplication</c>: shows the HTTP context inwards, writes the result when all has unwound.
/// </summary>
internal static class HttpAnswer
{
    public static FunctionExecutionDelegate Around(FunctionExecutionDelegate next) => context =>
        HostedContext.From(context) is { Trigger: HttpContext http } invocation ? AnswerAsync(invocation, http, next) : next(context);

    private static async Task AnswerAsync(HostedContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        context.Items[FunctionContextExtensions.HttpContextKey] = http;
        await next(context);

        // Anything else is no answer to the worker either: 200 with an empty body.
        await (context.Result.Value switch
        {
            IResult result => result.ExecuteAsync(http),
            IActionResult result => result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
            _ => Task.CompletedTask,
        });
    }
}
