using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>What went wrong at Zoom, in sentences for people.</summary>
internal static class ZoomSentences
{
    private const int TooOld = 12702;

    private const string HostsLimit =
        "Zoom allows 100 meeting creations and updates a day for each host, and this host's are used up.";

    private const string AccountsLimit =
        "The calls of this kind that Zoom allows in a day are used up. All apps of the Zoom account share them.";

    /// <summary>One or two sentences of ours, without anything that Zoom wrote: they may be stored.</summary>
    public static string Of(ZoomError error) => error.Kind switch
    {
        _ when error.IsMissingScope => MissingScopes(error.MissingScopes),
        ZoomErrorKind.Host => Host(error.Code),
        ZoomErrorKind.NotFound => "The meeting is gone at Zoom.",
        ZoomErrorKind.InProgress => "The meeting is running, and meanwhile Zoom does not allow this.",
        ZoomErrorKind.NotAvailable when error.Code == TooOld => "Zoom keeps this for a year only.",
        ZoomErrorKind.NotAvailable => "This Zoom account's plan does not include it.",
        ZoomErrorKind.Refused => "Zoom refused the request.",
        ZoomErrorKind.Credentials => "Zoom does not accept this app's credentials.",
        ZoomErrorKind.SecretUnavailable => "Zoom's client secret could not be read, so Zoom was not asked.",
        ZoomErrorKind.RateLimited => "Zoom asks for fewer requests at the moment.",
        ZoomErrorKind.DailyLimit when error.IsHostsLimit => HostsLimit,
        ZoomErrorKind.DailyLimit => AccountsLimit,
        ZoomErrorKind.Timeout => "Zoom did not answer in time.",
        _ => "Zoom does not answer properly.",
    };

    /// <summary>The same, and Zoom's own words where there are any. They may name a user: show them, and store them nowhere.</summary>
    public static string WithZoomsWords(ZoomError error) =>
        HasZoomsWords(error) ? $"{Of(error)} Zoom says: “{error.Message}”" : Of(error);

    /// <summary>Whether the message is Zoom's, and not ours.</summary>
    public static bool HasZoomsWords(ZoomError error) =>
        error.Status is not null && error.Kind is not ZoomErrorKind.Unavailable && error.Message.Length > 0;

    private static string Host(int? code) => code switch
    {
        1001 => "Zoom does not know this host.",
        1010 => "The host does not belong to this Zoom account.",
        3161 => "Zoom does not let this host schedule or hold meetings.",
        _ => "Zoom does not allow this for the meeting or its host.",
    };

    private static string MissingScopes(IReadOnlyList<string> scopes)
    {
        var which = scopes.Count switch
        {
            0 => "a scope that this needs",
            1 => $"the scope {scopes[0]}",
            _ => $"one of the scopes {string.Join(", ", scopes)}",
        };
        return $"The Zoom app lacks {which}. Add it to the app at Zoom, and try again. GET /api/zoom/credentials shows all missing scopes.";
    }
}
