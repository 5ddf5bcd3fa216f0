namespace Functions.Zoom;

/// <summary>What the client knows about an operation of Zoom's API before it sends one.</summary>
/// <param name="Name">Its name in logs; a path would show who it is about.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Category">What it costs (Zoom rate limits documentation).</param>
internal sealed record ZoomOperation(string Name, HttpMethod Method, ZoomRateCategory Category)
{
    public static readonly ZoomOperation Token = new("token", HttpMethod.Post, ZoomRateCategory.None) { Changes = false };

    // Zoom's newest text says Light, older ones Medium: planning for the dearer is safe.
    public static readonly ZoomOperation CreateMeeting = new("create_meeting", HttpMethod.Post, ZoomRateCategory.Medium)
    {
        IsRepeatable = false,
        Deadline = TimeSpan.FromSeconds(15),
        AttemptTimeout = TimeSpan.FromSeconds(15),
    };

    public static readonly ZoomOperation GetMeeting = new("get_meeting", HttpMethod.Get, ZoomRateCategory.Light);
    public static readonly ZoomOperation EndMeeting = new("end_meeting", HttpMethod.Put, ZoomRateCategory.Light);
    public static readonly ZoomOperation DeleteMeeting = new("delete_meeting", HttpMethod.Delete, ZoomRateCategory.Light);
    public static readonly ZoomOperation ListMeetings = new("list_meetings", HttpMethod.Get, ZoomRateCategory.Medium);
    public static readonly ZoomOperation GetUser = new("get_user", HttpMethod.Get, ZoomRateCategory.Light);
    public static readonly ZoomOperation GetUserSettings = new("get_user_settings", HttpMethod.Get, ZoomRateCategory.Medium);

    /// <summary>Whether it changes anything at Zoom, so that not knowing its outcome matters.</summary>
    public bool Changes { get; init; } = Method != HttpMethod.Get;

    /// <summary>Whether sending it again is harmless.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>For the whole call: token, attempts, pauses.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one attempt, body included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>Zoom's rate limits are per category (Zoom rate limits documentation).</summary>
internal enum ZoomRateCategory
{
    None,
    Light,
    Medium,
    Heavy,
    ResourceIntensive,
}
