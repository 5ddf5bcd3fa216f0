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
        ZoomErrorKind.Host => Quote(Problems.ZoomHost(ZoomSentences.Of(error)), error),
        ZoomErrorKind.NotFound or ZoomErrorKind.InProgress => Quote(Problems.ZoomRefused(ZoomSentences.Of(error)), error),
        ZoomErrorKind.Refused => Quote(Problems.ZoomRefused(WhereTheWordsAre(error)), error),
        // Also of a call that the app can do without: whoever asked for it has to know which scope it wants.
        _ when error.IsMissingScope => Quote(Problems.ZoomCredentials with { Detail = ZoomSentences.Of(error) }, error),
        ZoomErrorKind.NotAvailable => Quote(Problems.ZoomRefused(ZoomSentences.Of(error)), error),
        ZoomErrorKind.Credentials => Quote(Problems.ZoomCredentials, error),
        ZoomErrorKind.SecretUnavailable => Problems.SecretUnavailable,
        ZoomErrorKind.RateLimited => Problems.ZoomBusy(Seconds(error.RetryAt, now)),
        ZoomErrorKind.DailyLimit => Quote(Problems.ZoomDailyLimit(ZoomSentences.Of(error), error.RetryAt), error),
        ZoomErrorKind.Timeout when !error.Ambiguous => Problems.ZoomTimeout with { Detail = "Nothing was changed. Try again in a moment." },
        ZoomErrorKind.Timeout => Problems.ZoomTimeout,
        _ => Problems.ZoomUnavailable,
    };

    /// <summary>Whether Zoom would say the same again: it is about the request, not about the moment.</summary>
    public static bool IsFinal(this ZoomError error) => error.Kind
        is ZoomErrorKind.Host
        or ZoomErrorKind.NotFound
        or ZoomErrorKind.InProgress
        or ZoomErrorKind.Refused
        or ZoomErrorKind.NotAvailable;

    private static string WhereTheWordsAre(ZoomError error) =>
        ZoomSentences.HasZoomsWords(error) ? "Zoom's own words are in zoom_message." : $"Zoom answered {error.Status} and did not say why.";

    private static Problem Quote(Problem problem, ZoomError error) =>
        problem with { ZoomCode = error.Code, ZoomMessage = error.Message.Length > 0 ? error.Message : null };

    private static int Seconds(DateTimeOffset? at, DateTimeOffset now) =>
        at is { } time ? Math.Clamp((int)Math.Ceiling((time - now).TotalSeconds), SoonestRetry, LatestRetry) : SoonestRetry;
}
