using System.Text.Json.Nodes;

namespace ZoomSimulator.Rest;

internal sealed record FieldError(string Field, string Message);

/// <summary>An error in Zoom's form: HTTP status, <c>{code, message, errors?}</c>.</summary>
internal sealed record ZoomError(int Status, int Code, string Message) : IResult
{
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static readonly ZoomError TokenInvalid = new(401, 124, "Invalid access token.");
    public static readonly ZoomError TokenExpired = new(401, 124, "Access token is expired.");
    public static readonly ZoomError UnknownPath = new(404, 2300, "This API endpoint is not recognized.");
    public static readonly ZoomError BodyNotJson = Validation("Request Body should be a valid JSON object.");

    public static ZoomError Validation(string message) => new(400, 300, message);

    public static ZoomError Fields(IReadOnlyList<FieldError> errors) => new(400, 300, "Validation Failed.") { Errors = errors };

    /// <summary>As Zoom sends it, where that is not what its members say.</summary>
    public string? Body { get; init; }

    /// <summary>With code 104 Zoom does not escape the quotes around the scopes, so the body is no JSON.</summary>
    public static ZoomError MissingScope(string scope, int code)
    {
        var error = new ZoomError(400, code, $"Invalid access token, does not contain scopes:[{scope}].");
        const string message = "Invalid access token, does not contain scopes:";
        return code == 104 ? error with { Body = $$"""{"code":104,"message":"{{message}}["{{scope}}"]."}""" } : error;
    }

    public static ZoomError NoUser(string idOrEmail) => new(404, 1001, $"User does not exist: {idOrEmail}.");

    public static ZoomError NoMeeting(string id) => new(404, 3001, $"Meeting {id} is not found or has expired.");

    public Task ExecuteAsync(HttpContext httpContext) => AnswerAsync(httpContext);

    public Task AnswerAsync(HttpContext context, int? status = null)
    {
        if (Body is not null)
            return Results.Text(Body, Answers.ContentType, statusCode: status ?? Status).ExecuteAsync(context);
        var body = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Errors.Count > 0)
            body["errors"] = new JsonArray([.. Errors.Select(e => new JsonObject { ["field"] = e.Field, ["message"] = e.Message })]);
        return Answers.Json(body, status ?? Status).ExecuteAsync(context);
    }
}
