namespace Functions.Zoom;

/// <summary>How Zoom's last answer was: for the health page, which never calls Zoom itself.</summary>
public sealed class ZoomOutcome
{
    private volatile int last;

    /// <summary>Null before the first call; a refusal for what was asked is an answer like any other.</summary>
    public bool? IsReachable => last == 0 ? null : last > 0;

    internal void Answered(ZoomError? error) =>
        last = error?.Kind is ZoomErrorKind.Unavailable or ZoomErrorKind.Timeout or ZoomErrorKind.Credentials or ZoomErrorKind.RateLimited ? -1 : 1;

    internal void Failed() => last = -1;
}
