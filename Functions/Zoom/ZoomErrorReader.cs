using System.Net;

namespace Functions.Zoom;

/// <summary>Turns an answer of Zoom's into an error, or null when it is a success.</summary>
internal static class ZoomErrorReader
{
    public static async Task<ZoomError?> ReadAsync(
        HttpResponseMessage response, ZoomOperation operation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = ZoomErrorBody.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode && body?.Code is null or 0)
            return null;

        var kind = Kind(status, body, response, operation);
        return new ZoomError(kind, status, body?.Code, body?.Text ?? $"HTTP {status}.", RetryAt(kind, response, now))
        {
            Ambiguous = operation.Changes && IsFailureOfZoom(status),
            Fields = body?.Errors ?? [],
            IsForWholeAccount = kind is ZoomErrorKind.RateLimited || (kind is ZoomErrorKind.DailyLimit && IsAccountsDay(response)),
        };
    }

    private static ZoomErrorKind Kind(int status, ZoomErrorBody? body, HttpResponseMessage response, ZoomOperation operation) => (status, body?.Code) switch
    {
        (429, _) or ( < 300, 429) => IsDaily(body, response) ? ZoomErrorKind.DailyLimit : ZoomErrorKind.RateLimited,
        (not 401, { } code) when operation.Codes.TryGetValue(code, out var meaning) => meaning,
        (401, _) or (_, 124 or 104 or 4711) => ZoomErrorKind.Credentials,
        (_, 1001 or 1010 or 3000 or 3161) => ZoomErrorKind.Host,
        (_, 3001) => ZoomErrorKind.NotFound,
        (_, 3002) => ZoomErrorKind.InProgress,
        (404, _) => ZoomErrorKind.NotFound,
        _ when IsFailureOfZoom(status) || status is >= 300 and < 400 => ZoomErrorKind.Unavailable,
        _ => ZoomErrorKind.Refused,
    };

    private static bool IsFailureOfZoom(int status) => status is >= 500 or (int)HttpStatusCode.RequestTimeout;

    private static bool IsAccountsDay(HttpResponseMessage response) =>
        Header(response, "X-RateLimit-Type")?.Contains("daily", StringComparison.OrdinalIgnoreCase) == true;

    // The limit per host comes without the header that tells the account's daily limit from the one per second.
    private static bool IsDaily(ZoomErrorBody? body, HttpResponseMessage response) =>
        IsAccountsDay(response) || body?.Message?.Contains("daily rate limit", StringComparison.OrdinalIgnoreCase) == true;

    private static DateTimeOffset? RetryAt(ZoomErrorKind kind, HttpResponseMessage response, DateTimeOffset now) =>
        RetryAfter.Parse(Header(response, "Retry-After"), now)
        ?? (kind is ZoomErrorKind.DailyLimit ? ZoomDay.NextMidnight(now) : null);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
