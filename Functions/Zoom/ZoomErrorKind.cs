namespace Functions.Zoom;

/// <summary>What kind of failure it was, by what a caller can do about it. Codes are those of the Zoom Meeting API.</summary>
public enum ZoomErrorKind
{
    /// <summary>
    /// There is no such meeting, or it has expired: HTTP 404, code 3001. Or no recording of it: 3301. A 404 without a code of Zoom's says
    /// nothing of a meeting, and is <see cref="Unavailable"/>.
    /// </summary>
    NotFound,

    /// <summary>
    /// The host cannot do this: unknown user, not on this account, may not host or schedule. Codes 1001, 1010, 3161, and 3000, which has
    /// many meanings (Zoom Meeting API): Zoom's message says which.
    /// </summary>
    Host,

    /// <summary>
    /// The meeting is running, so it can neither be deleted (code 3002) nor updated (3000, when the meeting's status says so too).
    /// </summary>
    InProgress,

    /// <summary>
    /// This account, app or meeting has no such report, live list or recording, and asking again will not help: not the plan for it
    /// (code 200), no scope where it is optional (104, 4700, 4711), a meeting of over a year ago (12702).
    /// </summary>
    NotAvailable,

    /// <summary>Any other refusal (4xx).</summary>
    Refused,

    /// <summary>
    /// No token for these credentials, a token refused after its renewal (401, 124), or a missing scope (104, 4700, 4711).
    /// </summary>
    Credentials,

    /// <summary>The client secret could not be read, so Zoom was not asked.</summary>
    SecretUnavailable,

    /// <summary>
    /// Too many requests at this moment: Zoom's 429, or no turn within this process's own share before the call's deadline. The latter has
    /// no status, was not sent, and <see cref="ZoomError.RetryAt"/> is set.
    /// </summary>
    RateLimited,

    /// <summary>The account's or the host's allowance for today is used up (429); <see cref="ZoomError.RetryAt"/> is set.</summary>
    DailyLimit,

    /// <summary>Zoom could not be reached, failed (5xx), or answered something that is not an answer.</summary>
    Unavailable,

    /// <summary>Zoom did not answer in time.</summary>
    Timeout,
}
