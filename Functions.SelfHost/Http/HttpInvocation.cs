using Functions.SelfHost.Catalog;
using Functions.SelfHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.SelfHost.Http;

/// <summary>Answers the requests of one function.</summary>
internal sealed partial class HttpInvocation(FunctionMethod function, FunctionExecutionDelegate pipeline, IServiceProvider services, ILogger logger)
{
    private readonly IHttpContextAccessor? accessor = services.GetService<IHttpContextAccessor>();

    public async Task HandleAsync(HttpContext http)
    {
        // Empty in the worker; code that reads it would work here only.
        if (accessor is not null)
            accessor.HttpContext = null;

        using var span = InvocationSpan.Of(function, http);
        await AnswerAsync(http);
        span.Answered(http.Response.StatusCode);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await RequestBody.ArriveAsync(http);
        }
        catch (BadHttpRequestException e)
        {
            http.Response.StatusCode = e.StatusCode;
            return;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            http.Abort();
            return;
        }

        try
        {
            await pipeline(new HostedContext(function, http, http.RequestServices, http.RequestAborted));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception e)
        {
            Log.Failed(logger, function.Name, e);
            Fail(http);
        }
    }

    private static void Fail(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Function {Function} failed")]
        public static partial void Failed(ILogger logger, string function, Exception exception);
    }
}
