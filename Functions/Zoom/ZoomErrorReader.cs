using System.Net;

namespace Functions.Zoom;

/// <summary>Turns an answer of Zoom's into an error, or null when it is a success.</summary>
internal static class ZoomErrorReader
{
    /// <summary>"Only available for paid account", and others of that kind: the code, not the status.</summary>
    private const int PaidOnly = 200;

    /// <summary>"This API endpoint is not recognized": says nothing of a meeting.</summary>
    private const int UnknownCall = 2300;

    public static async Task<ZoomError?> ReadAsync(
        HttpResponseMessage response, ZoomOperation operation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = ZoomErrorBody.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken), !response.IsSuccessStatusCode);
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode && body?.Code is null or 0)
            return null;

        var kind = Kind(status, body, response, operation);
        return new ZoomError(kind, status, body?.Code, ZoomWords.Of(body), RetryAt(kind, response, now))
        {
            Ambiguous = operation.Changes && IsFailureOfZoom(status),
            Fields = body?.Fields ?? [],
            IsHostsLimit = kind is ZoomErrorKind.DailyLimit && IsHostsDay(body, operation),
            IsForWholeAccount = kind is ZoomErrorKind.RateLimited
                || (kind is ZoomErrorKind.DailyLimit && IsAccountsDay(body, response, operation)),
        };
    }

    private static ZoomErrorKind Kind(int status, ZoomErrorBody? body, HttpResponseMessage response, ZoomOperation operation) => (status, body?.Code) switch
    {
        (429, _) or ( < 300, 429) => IsDaily(body, response) ? ZoomErrorKind.DailyLimit : ZoomErrorKind.RateLimited,
        (not 401, { } code) when operation.Codes.TryGetValue(code, out var meaning) => meaning,
        (not 401, { } code) when ZoomScopes.MissingCodes.Contains(code) =>
            operation.IsOptional ? ZoomErrorKind.NotAvailable : ZoomErrorKind.Credentials,
        (401, _) or (_, 124) => ZoomErrorKind.Credentials,
        (_, 1001 or 1010 or 3000 or 3161) => ZoomErrorKind.Host,
        (_, 3001) => ZoomErrorKind.NotFound,
        (_, 3002) => ZoomErrorKind.InProgress,
        ( >= 400, PaidOnly) => ZoomErrorKind.NotAvailable,
        (404, UnknownCall) => ZoomErrorKind.Refused,
        (404, not null) => ZoomErrorKind.NotFound,
        _ when IsFailureOfZoom(status) || status is (>= 300 and < 400) or 404 => ZoomErrorKind.Unavailable,
        _ => ZoomErrorKind.Refused,
    };

    private static bool IsFailureOfZoom(int status) => status is >= 500 or (int)HttpStatusCode.RequestTimeout;

    private static bool SaysDaily(HttpResponseMessage response) =>
        Header(response, "X-RateLimit-Type")?.Contains("daily", StringComparison.OrdinalIgnoreCase) == true;

    // The limit per host comes without the header that tells the account's daily limit from the one per second.
    private static bool IsDaily(ZoomErrorBody? body, HttpResponseMessage response) =>
        SaysDaily(response) || body?.Message?.Contains("daily rate limit", StringComparison.OrdinalIgnoreCase) == true;

    // Only creations and updates are counted for a host, and Zoom then speaks of the user.
    private static bool IsHostsDay(ZoomErrorBody? body, ZoomOperation operation) =>
        operation.CountsForHost && body?.Message?.Contains("user", StringComparison.OrdinalIgnoreCase) == true;

    // Where it is not clear whose limit it is, the other hosts go on.
    private static bool IsAccountsDay(ZoomErrorBody? body, HttpResponseMessage response, ZoomOperation operation) =>
        !operation.CountsForHost || (SaysDaily(response) && !IsHostsDay(body, operation));

    private static DateTimeOffset? RetryAt(ZoomErrorKind kind, HttpResponseMessage response, DateTimeOffset now) =>
        RetryAfter.Parse(Header(response, "Retry-After"), now)
        ?? (kind is ZoomErrorKind.DailyLimit ? ZoomDay.NextMidnight(now) : null);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
