namespace Functions.Zoom;

/// <summary>The configuration section <c>Zoom</c>. The client secret is a secret, not an option.</summary>
public sealed record ZoomOptions
{
    public const string Section = "Zoom";

    /// <summary>Where the REST API is, without a trailing slash.</summary>
    public string BaseUrl { get; init; } = "https://api.zoom.us/v2";

    /// <summary>Where tokens come from.</summary>
    public string OAuthUrl { get; init; } = "https://zoom.us/oauth/token";

    /// <summary>The Zoom account's id, from the server-to-server app's credentials.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The server-to-server app's client id.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>
    /// The account's plan, which decides Zoom's rate limits: <c>Pro</c> unless set, which is 30 light, 20 medium and 10 heavy calls a
    /// second, and 30,000 heavy ones a UTC day.
    /// </summary>
    public ZoomPlan Plan { get; init; } = ZoomPlan.Pro;

    /// <summary>Minutes after which Zoom ends a meeting of a host without a licence; null where every host has one (Zoom plans).</summary>
    public int? MeetingLimit => Plan == ZoomPlan.Free ? 40 : null;

    /// <summary>
    /// This process's share of those limits, above 0 and at most 1; all of them unless set. Zoom counts all apps of an account together, so
    /// set it lower where there are others, or several instances of this one.
    /// </summary>
    public double RateShare { get; init; } = 1.0;
}

/// <summary>A Zoom plan, by its rate limits (Zoom rate limits documentation).</summary>
public enum ZoomPlan
{
    Free,
    Pro,
    Business,
}
