using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed class Bodies(Journal journal)
{
    [Function(nameof(Echo))]
    public async Task<IResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bodies/echo")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, cancellationToken);
        return Results.Bytes(copy.ToArray());
    }

    [Function(nameof(IgnoreBody))]
    public IResult IgnoreBody([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bodies/ignore")] HttpRequest request)
    {
        journal.Write("started");
        return Results.NoContent();
    }

    [Function(nameof(ReadTooMuch))]
    public async Task<IResult> ReadTooMuch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bodies/limit")] HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            return Results.NoContent();
        }
        catch (BadHttpRequestException e)
        {
            return Results.Text("refused", statusCode: e.StatusCode);
        }
    }
}
