namespace Functions.Zoom;

/// <summary>Why a call to Zoom did not succeed.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Status">The HTTP status, when there was an answer.</param>
/// <param name="Code">Zoom's own code, when the answer had one.</param>
/// <param name="Message">
/// Zoom's message, without links and tokens and with the fields that it refused, or ours; empty when Zoom gave none. It may name a user:
/// for the caller's eyes, never for a log.
/// </param>
/// <param name="RetryAt">When to try again, if Zoom said so or it is known.</param>
public sealed record ZoomError(ZoomErrorKind Kind, int? Status = null, int? Code = null, string Message = "", DateTimeOffset? RetryAt = null)
{
    /// <summary>
    /// The request may have taken effect all the same: no answer in time, a cut connection, a 5xx, or a success that could not be
    /// read. Always false for requests that change nothing, and where the connection was never made.
    /// </summary>
    public bool Ambiguous { get; init; }

    /// <summary>The fields that Zoom refused, of a validation error (code 300).</summary>
    public IReadOnlyList<ZoomFieldError> Fields { get; init; } = [];

    /// <summary>
    /// The app lacks a scope for this call (codes 104, 4700, 4711; Zoom OAuth error messages). Only a new token carries a scope that was
    /// added, so the token that was refused is not used again.
    /// </summary>
    public bool IsMissingScope => Code is { } code && ZoomScopes.MissingCodes.Contains(code);

    /// <summary>The scopes that Zoom says are missing, where it lists them; one of them may be enough.</summary>
    public IReadOnlyList<string> MissingScopes => IsMissingScope ? ZoomWords.ScopesIn(Message) : [];

    /// <summary>
    /// Of a <see cref="ZoomErrorKind.DailyLimit"/>: it is the host's 100 creations and updates that are used up, and not what the
    /// account has of such calls in a day.
    /// </summary>
    public bool IsHostsLimit { get; init; }

    /// <summary>Kind, status and code, safe to log.</summary>
    public override string ToString() => $"{Kind} ({Status}/{Code})";

    /// <summary>A 429 that is not about one host: the whole category has to wait.</summary>
    internal bool IsForWholeAccount { get; init; }

    internal bool IsTokenRejected => Status == 401 || Code == 124;
}

/// <summary>A field that Zoom refused.</summary>
/// <param name="Field">Its name in Zoom's request, such as <c>settings.jbh_time</c>.</param>
/// <param name="Message">Zoom's message.</param>
public sealed record ZoomFieldError(string Field, string Message);
