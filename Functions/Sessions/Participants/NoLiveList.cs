using Functions.Zoom;

namespace Functions.Sessions.Participants;

/// <summary>Why there is no list of Zoom's own.</summary>
/// <param name="Code">Short and stable.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record NoLiveList(string Code, string Detail)
{
    public static NoLiveList NotRunning { get; } = new("not_running", "The meeting is not running.");

    public static NoLiveList Plan { get; } = new(
        "plan", "Zoom's live list needs a Business plan with the dashboard, and the setting Zoom__Plan to say so.");

    public static NoLiveList Scope { get; } = new("scope", $"The Zoom app lacks the scope {ZoomScopes.Dashboard.Granular}.");

    public static NoLiveList Busy { get; } = new("zoom_busy", "Zoom asks for fewer requests, or today's share for live lists is used up.");

    public static NoLiveList Timeout { get; } = new("zoom_timeout", "Zoom did not answer in time.");

    public static NoLiveList Unavailable { get; } = new("zoom_unavailable", "Zoom does not answer properly.");

    public static NoLiveList Credentials { get; } = new(
        "zoom_credentials", "Zoom does not accept this app's credentials: GET /api/zoom/credentials says what is wrong.");

    public static NoLiveList Of(ZoomError error) => error.Kind switch
    {
        ZoomErrorKind.NotFound => NotRunning,
        ZoomErrorKind.NotAvailable => error.IsMissingScope ? Scope : Plan,
        ZoomErrorKind.RateLimited or ZoomErrorKind.DailyLimit => Busy,
        ZoomErrorKind.Timeout => Timeout,
        ZoomErrorKind.Credentials or ZoomErrorKind.SecretUnavailable => Credentials,
        _ => Unavailable with { Detail = ZoomSentences.Of(error) },
    };
}
