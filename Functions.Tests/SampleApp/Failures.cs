using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed class Failures
{
    [Function(nameof(FailAtOnce))]
    public IResult FailAtOnce([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "failures/at-once")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ETag = "\"left over\"";
        throw new InvalidOperationException("at once");
    }

    [Function(nameof(FailLater))]
    public async Task<IResult> FailLater([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "failures/later")] HttpRequest request)
    {
        await Task.Yield();
        throw new InvalidOperationException("later");
    }

    [Function(nameof(FailWhileAnswering))]
    public IResult FailWhileAnswering(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "failures/answering")] HttpRequest request) =>
        Results.Stream(async stream =>
        {
            await stream.WriteAsync("half"u8.ToArray());
            await stream.FlushAsync();
            throw new InvalidOperationException("while answering");
        });
}
