using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed class Routes
{
    [Function(nameof(GetThing))]
    public IResult GetThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{thing_id}")] HttpRequest request, string thing_id) =>
        Results.Text($"got {thing_id}");

    [Function(nameof(PutThing))]
    public IResult PutThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "PUT", Route = "things/{thing_id}")] HttpRequest request, string thing_id) =>
        Results.Text($"put {thing_id}");

    [Function(nameof(GetLatestThing))]
    public IResult GetLatestThing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/latest")] HttpRequest request) =>
        Results.Text("latest");

    [Function(nameof(GetFile))]
    public IResult GetFile([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*rest}")] HttpRequest request, string rest) =>
        Results.Text(rest);

    [Function(nameof(GetNumber))]
    public IResult GetNumber([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{n:int}")] HttpRequest request, int n) =>
        Results.Text($"{n + 1}");

    [Function(nameof(AnyMethod))]
    public static IResult AnyMethod([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);
}
