using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed record Poco(string FirstName, string? Nothing);

public sealed class Answers
{
    [Function(nameof(AnswerJson))]
    public IResult AnswerJson([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/json")] HttpRequest request) =>
        Results.Json(new Poco("Ada", null));

    [Function(nameof(AnswerUnion))]
    public async Task<Results<Ok<Poco>, NotFound>> AnswerUnion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/union")] HttpRequest request)
    {
        await Task.Yield();
        return TypedResults.NotFound();
    }

    [Function(nameof(AnswerAction))]
    public ValueTask<IActionResult> AnswerAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/action")] HttpRequest request) =>
        new(new ContentResult { Content = "from MVC", StatusCode = 418 });

    [Function(nameof(AnswerWritten))]
    public async Task AnswerWritten([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/written")] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        await request.HttpContext.Response.WriteAsync("written");
    }

    [Function(nameof(AnswerPoco))]
    public Poco AnswerPoco(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/poco")] HttpRequest request) => new("Ada", null);

    [Function(nameof(AnswerString))]
    public Task<string> AnswerString(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/string")] HttpRequest request) => Task.FromResult("text");

    [Function(nameof(AnswerNull))]
    public Task<IResult?> AnswerNull(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/null")] HttpRequest request) => Task.FromResult<IResult?>(null);
}
