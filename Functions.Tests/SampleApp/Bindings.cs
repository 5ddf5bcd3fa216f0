using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed class Bindings
{
    [Function(nameof(BindByName))]
    public async Task<IResult> BindByName(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bind/{place}")] HttpRequest request,
        string PLACE,
        string query,
        string body,
        int? absent,
        CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var raw = await reader.ReadToEndAsync(cancellationToken);
        return Results.Text($"{PLACE}|{query}|{body}|{absent}|{raw}");
    }

    [Function(nameof(BindValues))]
    public IResult BindValues(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "values/{number}")] HttpRequest request, int number, Guid id, DateTimeOffset at, string missing) =>
        Results.Text(FormattableString.Invariant($"{number}|{id}|{at:u}|{missing ?? "null"}"));
}
