using System.Text.Json.Nodes;
using Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Reference.Describing;

/// <summary>Headers of answers.</summary>
internal static class Headers
{
    public static (string, JsonObject)[] ETag() => [("ETag", Header("The version of what is answered.", "string"))];

    public static (string, JsonObject)[] Location() => [("Location", Header("Where what was made is found.", "string"))];

    /// <summary>Those that problems bring along: required where all of them do.</summary>
    public static (string, JsonObject)[] Of(int status, IReadOnlyList<Problem> problems)
    {
        if (status == StatusCodes.Status401Unauthorized) return [("WWW-Authenticate", Header("How to say who calls.", "string"))];
        if (problems.All(p => p.RetryAfter is null)) return [];
        return [("Retry-After", Header("Seconds to wait before another try.", "integer", problems.All(p => p.RetryAfter is not null)))];
    }

    private static JsonObject Header(string description, string type, bool isRequired = true)
    {
        var header = new JsonObject { ["description"] = description };
        if (isRequired) header["required"] = true;
        header["schema"] = new JsonObject { ["type"] = type };
        return header;
    }
}
