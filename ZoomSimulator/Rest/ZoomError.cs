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

    public static ZoomError MissingScope(string scope) =>
        new(400, 4711, $"Invalid access token, does not contain scopes:[{scope}].");

    public static ZoomError NoUser(string idOrEmail) => new(404, 1001, $"User does not exist: {idOrEmail}.");

    public static ZoomError NoMeeting(string id) => new(404, 3001, $"Meeting {id} is not found or has expired.");

    public Task ExecuteAsync(HttpContext httpContext) => AnswerAsync(httpContext);

    public Task AnswerAsync(HttpContext context, int? status = null)
    {
        var body = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Errors.Count > 0)
            body["errors"] = new JsonArray([.. Errors.Select(e => new JsonObject { ["field"] = e.Field, ["message"] = e.Message })]);
        return Answers.Json(body, status ?? Status).ExecuteAsync(context);
    }
}
