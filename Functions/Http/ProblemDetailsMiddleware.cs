using Azure;
using Functions.Secrets;
using Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Functions.Http;

/// <summary>The one place where an exception becomes an answer.</summary>
public sealed partial class ProblemDetailsMiddleware(ILogger<ProblemDetailsMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string Invocation = "invocation";

    /// <summary>The id of the invocation that answers this request. It is made up when it is first asked for.</summary>
    internal static string? InvocationIdOf(HttpContext http) => (http.Items[Invocation] as FunctionContext)?.InvocationId;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        http.Items[Invocation] = context;
        http.Response.Headers.CacheControl = CacheControl.NoCache;
        http.Response.Headers.AccessControlExposeHeaders = "ETag, Location, Retry-After";
        SecurityHeaders.Set(http);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
#pragma warning disable CA1031 // Whatever it was, the caller gets an answer and the log gets the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var problem = ProblemOf(exception);
            if (problem == Problems.Internal) Log.Unhandled(logger, exception, context.FunctionDefinition.Name);
            else Log.Unavailable(logger, exception.GetType().Name, (exception as RequestFailedException)?.Status, context.FunctionDefinition.Name);
            context.GetInvocationResult().Value = new ProblemResult(problem);
        }
    }

    private static Problem ProblemOf(Exception exception) => exception switch
    {
        SecretUnavailableException => Problems.SecretUnavailable,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.TooLarge(JsonBody.MostBytes),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => Problems.Malformed("The request's body came too slowly."),
        BadHttpRequestException => Problems.Malformed("The request's body could not be read."),
        _ when exception.IsStorageAway() => Problems.StorageUnavailable,
        _ => Problems.Internal,
    };

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Error, "{Function} failed.")]
        public static partial void Unhandled(ILogger logger, Exception exception, string function);

        [LoggerMessage(101, LogLevel.Warning, "{Function} could not reach what it needs: {Exception}, status {Status}.")]
        public static partial void Unavailable(ILogger logger, string exception, int? status, string function);
    }
}
