using Functions.Http;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>What a caller is told when Zoom refuses or fails.</summary>
internal static class ZoomProblems
{
    private const int SoonestRetry = 1;
    private const int LatestRetry = 60;

    public static Problem ToProblem(this ZoomError error, DateTimeOffset now) => error.Kind switch
    {
        ZoomErrorKind.Host => Quote(Problems.ZoomHost("Zoom says that this user cannot host, or that it does not know them."), error),
        ZoomErrorKind.NotFound => Quote(Problems.ZoomRefused("The meeting is gone at Zoom."), error),
        ZoomErrorKind.InProgress or ZoomErrorKind.Refused => Quote(Problems.ZoomRefused("Zoom's own words are in zoom_message."), error),
        // A missing scope of the optional ones: the credentials are as good as before, but the page about them names it.
        ZoomErrorKind.NotAvailable when error.Code is 4711 or 104 => Quote(Problems.ZoomCredentials, error),
        ZoomErrorKind.NotAvailable => Quote(Problems.ZoomRefused("This Zoom account's plan does not include it."), error),
        ZoomErrorKind.Credentials => Quote(Problems.ZoomCredentials, error),
        ZoomErrorKind.SecretUnavailable => Problems.SecretUnavailable,
        ZoomErrorKind.RateLimited => Problems.ZoomBusy(Seconds(error.RetryAt, now)),
        ZoomErrorKind.DailyLimit => Quote(Problems.ZoomDailyLimit(error.RetryAt), error),
        ZoomErrorKind.Timeout => Problems.ZoomTimeout,
        _ => Problems.ZoomUnavailable,
    };

    /// <summary>Whether Zoom would say the same again: it is about the request, not about the moment.</summary>
    public static bool IsFinal(this ZoomError error) =>
        error.Kind is ZoomErrorKind.Host or ZoomErrorKind.NotFound or ZoomErrorKind.InProgress or ZoomErrorKind.Refused;

    private static Problem Quote(Problem problem, ZoomError error) =>
        problem with { ZoomCode = error.Code, ZoomMessage = error.Message.Length > 0 ? error.Message : null };

    private static int Seconds(DateTimeOffset? at, DateTimeOffset now) =>
        at is { } time ? Math.Clamp((int)Math.Ceiling((time - now).TotalSeconds), SoonestRetry, LatestRetry) : SoonestRetry;
}
