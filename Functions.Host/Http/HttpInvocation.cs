using Functions.Host.Forwarding;
using Functions.Host.Protocol;
using Functions.Host.Telemetry;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Outcome = Functions.Host.Protocol.StatusResult.Types.Status;

namespace Functions.Host.Http;

/// <summary>
/// Lets a function answer a request. The worker is told of it twice, and joins the two by the invocation's id: over gRPC what is to run and
/// the values of its parameters, over HTTP the request itself.
/// </summary>
internal sealed partial class HttpInvocation(IWorkers workers, IForwarder forwarder, ILogger<HttpInvocation> logger)
{
    /// <summary>The header by which the worker knows a request. A caller's own is not passed on.</summary>
    public const string IdHeader = "x-ms-invocation-id";

    public async Task AnswerAsync(HttpContext http, HttpFunction function)
    {
        using var span = InvocationSpan.Of(function, http.Request);
        if (await HasArrivedAsync(http)) await RunAsync(http, function);
        span.Answered(http.Response.StatusCode);
    }

    private static async Task<bool> HasArrivedAsync(HttpContext http)
    {
        try
        {
            await RequestBody.ArriveAsync(http);
            return true;
        }
        catch (BadHttpRequestException e)
        {
            Fail(http, e.StatusCode);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            http.Abort();
        }

        return false;
    }

    private async Task RunAsync(HttpContext http, HttpFunction function)
    {
        try
        {
            var worker = await workers.CurrentAsync(http.RequestAborted);
            var request = InvocationMessage.Of(http, function, worker.IdOf(function.Name));
            http.Request.Headers[IdHeader] = request.InvocationId;
            var (sent, result) = await InvokeAsync(http, worker, request);
            if (sent && result.Status == Outcome.Success) return;
            if (sent) Log.Failed(logger, function.Name, result.Exception?.Type, result.Exception?.Message);
        }
        catch (WorkerGoneException e)
        {
            Log.Lost(logger, function.Name, e.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller went away.
        }

        Fail(http, StatusCodes.Status500InternalServerError);
    }

    private async Task<(bool Sent, StatusResult Result)> InvokeAsync(HttpContext http, Worker worker, InvocationRequest request)
    {
        // The worker waits for the other half of a request: when that is not to come, the invocation is called off.
        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var invoked = worker.Channel.InvokeAsync(request, calledOff.Token);
        var sent = await forwarder.SendAsync(http, worker);
        if (!sent) await calledOff.CancelAsync();
        return (sent && !http.RequestAborted.IsCancellationRequested, (await invoked).Result);
    }

    private static void Fail(HttpContext http, int status)
    {
        if (http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Function {Function} gave no answer. {Reason}")]
        public static partial void Lost(ILogger logger, string function, string reason);

        [LoggerMessage(2, LogLevel.Error, "Function {Function} failed. {Type}: {Message}")]
        public static partial void Failed(ILogger logger, string function, string? type, string? message);
    }
}
