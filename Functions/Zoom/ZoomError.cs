namespace Functions.Zoom;

/// <summary>Why a call to Zoom did not succeed.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Status">The HTTP status, when there was an answer.</param>
/// <param name="Code">Zoom's own code, when the answer had one.</param>
/// <param name="Message">Zoom's message, or ours. It may name a user: for the caller's eyes, never for a log.</param>
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
