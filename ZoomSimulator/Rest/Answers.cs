using System.Text.Json.Nodes;

namespace ZoomSimulator.Rest;

internal static class Answers
{
    public const string ContentType = "application/json;charset=UTF-8";

    public static IResult Json(JsonNode body, int status = StatusCodes.Status200OK) =>
        Results.Text(Wire.Bytes(body), ContentType, status);

    public static IResult NoContent => Results.StatusCode(StatusCodes.Status204NoContent);
}
