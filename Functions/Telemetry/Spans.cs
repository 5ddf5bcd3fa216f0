using System.Diagnostics;
using System.Text.Json;

namespace Functions.Telemetry;

/// <summary>What spans say alike.</summary>
internal static class Spans
{
    /// <summary>The session that a span is about; an id says nothing of who is in it.</summary>
    public const string SessionId = "app.session_id";

    /// <summary>Marks a span as failed.</summary>
    /// <param name="type">One of a fixed set of texts: never a message, which may hold anything.</param>
    public static void Fail(this Activity? span, string type) => span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error);

    public static void Fail(this Activity? span, Exception exception) => span.Fail(exception.GetType().FullName!);

    /// <summary>A value of an enum as a tag: <c>RateLimited</c> is <c>rate_limited</c>.</summary>
    public static string Tag<T>(this T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
