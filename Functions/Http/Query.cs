using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>Reads query parameters.</summary>
internal static class Query
{
    public const int DefaultLimit = 25;
    public const int MostLimit = 100;

    public static string? Text(HttpRequest request, string name) =>
        request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>The parameter <c>limit</c>: 1 to 100, 25 when not given.</summary>
    public static Result<int> Limit(HttpRequest request)
    {
        if (Text(request, "limit") is not { } text) return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit
            ? limit
            : Problems.Validation("limit", $"A whole number from 1 to {MostLimit} is expected.");
    }
}
