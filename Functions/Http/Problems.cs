namespace Functions.Http;

/// <summary>All kinds of problem that this API answers with, each with its one status.</summary>
public static class Problems
{
    /// <summary>So many fields are named at most: an answer is no place for ten thousand.</summary>
    public const int MostErrors = 100;

    public static Problem Validation(IReadOnlyDictionary<string, string[]> errors) => errors.Count <= MostErrors
        ? Of("validation", "The request is not valid.", 400, "See errors for each field.") with { Errors = errors }
        : Of("validation", "The request is not valid.", 400, $"See errors for each field; {errors.Count - MostErrors} more are not shown.") with
        {
            Errors = new OrderedDictionary<string, string[]>(errors.Take(MostErrors)),
        };

    public static Problem Validation(string field, string error) =>
        Validation(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [error] });

    public static Problem Malformed(string detail) => Of("malformed", "The request could not be read.", 400, detail);

    public static Problem Unauthorized { get; } = Of(
        "unauthorized", "Who are you?", 401, "Send exactly one credential: the operator key in the header x-api-key, or Authorization: Bearer.");

    /// <param name="reason">A sentence of ours about the token, without quotes.</param>
    public static Problem InvalidToken(string reason) => Unauthorized with
    {
        Detail = $"The bearer token is not accepted. {reason}",
        Challenge = $"Bearer error=\"invalid_token\", error_description=\"{reason}\"",
    };

    public static Problem BadSignature { get; } = Of(
        "unauthorized", "The signature is not valid.", 401, "x-zm-signature and x-zm-request-timestamp do not prove that Zoom sent this.");

    public static Problem Forbidden(string detail) => Of("forbidden", "You may not do this.", 403, detail);

    public static Problem NotFound(string what) => Of("not-found", "Not found.", 404, $"There is no such {what}.");

    public static Problem IdempotencyInProgress { get; } = Of(
        "idempotency-in-progress", "The first request with this key is still at work.", 409, "Send the same request again in a moment.") with { RetryAfter = 5 };

    public static Problem SessionFailed { get; } = Of(
        "session-failed", "The session could not be created.", 409, "The first request with this Idempotency-Key failed for good: use a new key.");

    public static Problem SessionStarted { get; } = Of(
        "session-started",
        "The session cannot be changed any more.",
        409,
        "A session can be changed until its planned end, while its meeting does not run.");

    public static Problem LabelTaken(string roomId) => Of(
        "label-taken", "This Zoom room has a label already.", 409, $"It was said to be room {roomId}: take the label off there first.");

    public static Problem InUse { get; } = Of(
        "in-use", "This professor has sessions that are not over.", 409, "End them first, or wait until they are over.");

    public static Problem TooLarge(int most, string what = "bytes") => Of("too-large", "The request is too large.", 413, $"At most {most} {what} are accepted.");

    public static Problem IdempotencyMismatch { get; } = Of(
        "idempotency-mismatch", "This key was used for another request.", 422, "Use a new Idempotency-Key for a new session.");

    public static Problem ZoomHost(string detail) => Of("zoom-host", "Zoom does not allow this for the host.", 422, detail);

    public static Problem ZoomRefused(string detail) => Of("zoom-refused", "Zoom refused the request.", 422, detail);

    /// <param name="detail">Whose limit it is: the host's, or the account's.</param>
    /// <param name="resetAt">When it is lifted, if that is known.</param>
    public static Problem ZoomDailyLimit(string detail, DateTimeOffset? resetAt) =>
        Of("zoom-daily-limit", "Zoom's daily limit is reached.", 429, detail) with { ResetAt = resetAt };

    public static Problem TooManyRequests(int retryAfter) => Of(
        "too-many-requests", "Too many requests.", 429, "Sessions are created faster than one caller may.") with { RetryAfter = retryAfter };

    public static Problem ZoomUnavailable { get; } = Of("zoom-unavailable", "Zoom does not answer properly.", 502, "Try again in a moment.");

    public static Problem ZoomCredentials { get; } = Of(
        "zoom-credentials", "Zoom does not accept this app's credentials.", 503, "GET /api/zoom/credentials says what is wrong.") with { RetryAfter = 60 };

    public static Problem ZoomBusy(int retryAfter) => Of(
        "zoom-busy", "Zoom asks for fewer requests.", 503, "Try again in a moment.") with { RetryAfter = retryAfter };

    public static Problem ZoomTimeout { get; } = Of(
        "zoom-timeout", "Zoom did not answer in time.", 504, "Whether the request took effect is being found out.") with { RetryAfter = 60 };

    public static Problem StorageUnavailable { get; } = Unavailable("storage-unavailable", "Storage does not answer.", 5);

    public static Problem SecretUnavailable { get; } = Unavailable("secret-unavailable", "A secret cannot be read.", 15);

    public static Problem RealtimeUnavailable { get; } = Unavailable("realtime-unavailable", "The live channel does not answer.", 5);

    public static Problem SignInUnavailable { get; } = Unavailable("sign-in-unavailable", "Who you are cannot be found out: the issuer of your token does not answer.", 10);

    public static Problem Internal { get; } = Of("internal", "Something went wrong here.", 500, "The trace id leads to the cause.");

    private static Problem Unavailable(string name, string title, int retryAfter) =>
        Of(name, title, 503, "Try again in a moment.") with { RetryAfter = retryAfter };

    private static Problem Of(string name, string title, int status, string detail) => new($"urn:problem:{name}", title, status, detail);
}
