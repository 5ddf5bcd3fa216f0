namespace ZoomSimulator.Faults;

internal enum ApiFaultKind
{
    /// <summary>429, per second.</summary>
    RateLimited,

    /// <summary>429 of the account's day, with an ISO Retry-After.</summary>
    DailyLimited,

    /// <summary>A 5xx; with <see cref="ApiFault.Applied"/> after the call took effect.</summary>
    ServerError,

    /// <summary>The answer comes late or never; the call takes effect at once, later or never.</summary>
    Timeout,

    /// <summary>The answer comes after <see cref="ApiFault.DelayMs"/>.</summary>
    Latency,

    /// <summary>401/124, and the token is dead from now on.</summary>
    TokenExpired,

    /// <summary>The call takes effect; the answer breaks off.</summary>
    Malformed,

    /// <summary>HTTP 200 with an error code, without effect.</summary>
    OkWithError,

    /// <summary>404/3001 for a meeting that may well exist, without effect.</summary>
    NotFound,

    /// <summary>An error of one's own, with <see cref="ApiFault.Status"/> and code, message or body, without effect.</summary>
    Refused,
}

/// <summary>A fault of the REST API: which calls, how likely, how often.</summary>
internal sealed record ApiFault
{
    private int _left = -1;

    public required ApiFaultKind Kind { get; init; }

    /// <summary>Null: any method.</summary>
    public string? Method { get; init; }

    /// <summary>Null: any path; otherwise a part of it.</summary>
    public string? Path { get; init; }

    public double Probability { get; init; } = 1;

    /// <summary>How many calls it hits; null: every matching one.</summary>
    public int? Times
    {
        get => _left < 0 ? null : _left;
        init => _left = value ?? -1;
    }

    /// <summary>Status of a server error (500) or a refusal (400).</summary>
    public int? Status { get; init; }

    /// <summary>Zoom's code of a refusal.</summary>
    public int Code { get; init; } = 300;

    /// <summary>Zoom's message of a refusal.</summary>
    public string Message { get; init; } = "Validation Failed.";

    /// <summary>The whole body of a refusal, sent as it is, even where it is no JSON; null: made of code and message.</summary>
    public string? Body { get; init; }

    public bool Applied { get; init; }

    public int DelayMs { get; init; } = 1_000;

    /// <summary>Timeout: the call takes effect so much later; null: never.</summary>
    public int? ApplyAfterMs { get; init; }

    /// <summary>Timeout: the answer comes so long after the effect; null: never.</summary>
    public int? AnswerAfterMs { get; init; }

    public bool Matches(string method, string path) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || path.Contains(Path, StringComparison.OrdinalIgnoreCase));

    /// <summary>Uses up one of <see cref="Times"/>.</summary>
    public bool TryUse()
    {
        int left;
        do
        {
            left = Volatile.Read(ref _left);
            if (left == 0)
                return false;
        }
        while (left > 0 && Interlocked.CompareExchange(ref _left, left - 1, left) != left);
        return true;
    }
}
