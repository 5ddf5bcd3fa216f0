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

    /// <summary>The account's plan, which decides Zoom's rate limits.</summary>
    public ZoomPlan Plan { get; init; } = ZoomPlan.Pro;

    /// <summary>This process's share of the account's rate limits, above 0 and at most 1. Zoom counts all apps of an account together.</summary>
    public double RateShare { get; init; } = 1.0;
}

/// <summary>A Zoom plan, by its rate limits (Zoom rate limits documentation).</summary>
public enum ZoomPlan
{
    Free,
    Pro,
    Business,
}
