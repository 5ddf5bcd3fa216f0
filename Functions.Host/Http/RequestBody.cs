using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Functions.Host.Http;

/// <summary>
/// A body of known length arrives as a whole before its function starts, as from the Functions host; a chunked one is handed over at once.
/// </summary>
internal static class RequestBody
{
    private const int InMemory = 64 * 1024;

    /// <exception cref="BadHttpRequestException">It can't be read, or did not come in time.</exception>
    public static async Task ArriveAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        try
        {
            // Most have come together with their headers.
            var arriving = ArriveAsync(context, patience.Token);
            if (!arriving.IsCompleted)
                patience.CancelAfter(ServerLimits.WholeBody);
            await arriving;
        }
        catch (OperationCanceledException exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body did not come in time.", StatusCodes.Status408RequestTimeout, exception);
        }
    }

    private static async Task ArriveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var length = request.ContentLength ?? 0;
        if (length == 0 || length > Limit(context))
            return;

        if (length <= InMemory)
        {
            // Not from a pool: a function that keeps the stream too long must not read another caller's body.
            var body = GC.AllocateUninitializedArray<byte>((int)length);
            await request.Body.ReadExactlyAsync(body, cancellationToken);
            request.Body = new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true);
            return;
        }

        request.EnableBuffering(InMemory);
        await request.Body.DrainAsync(cancellationToken);
        request.Body.Position = 0;
    }

    // Above the worker's limit the function starts, and its first read fails.
    private static long Limit(HttpContext context) =>
        Math.Min(ServerLimits.WorkerBody, context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? long.MaxValue);
}
