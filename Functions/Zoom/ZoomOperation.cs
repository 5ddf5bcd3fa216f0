using System.Collections.Frozen;

namespace Functions.Zoom;

/// <summary>What the client knows about an operation of Zoom's API before it sends one.</summary>
/// <param name="Name">Its name in logs; a path would show who it is about.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">Its path, without anybody's ids.</param>
/// <param name="Category">What it costs (Zoom rate limits documentation).</param>
internal sealed record ZoomOperation(string Name, HttpMethod Method, string Template, ZoomRateCategory Category)
{
    public static readonly ZoomOperation Token = new("token", HttpMethod.Post, "/oauth/token", ZoomRateCategory.None) { Changes = false };

    // Zoom's newest text says Light, older ones Medium: planning for the dearer is safe.
    public static readonly ZoomOperation CreateMeeting = new("create_meeting", HttpMethod.Post, "/users/{user}/meetings", ZoomRateCategory.Medium)
    {
        IsRepeatable = false,
        Deadline = TimeSpan.FromSeconds(15),
        AttemptTimeout = TimeSpan.FromSeconds(15),
        CountsForHost = true,
    };

    public static readonly ZoomOperation UpdateMeeting = new("update_meeting", HttpMethod.Patch, "/meetings/{meeting}", ZoomRateCategory.Medium)
    {
        Deadline = TimeSpan.FromSeconds(15),
        AttemptTimeout = TimeSpan.FromSeconds(7),
        CountsForHost = true,
    };

    // 200 is the code, not the status: a paid account's only; 12702: over a year ago (Zoom Reports API).
    public static readonly ZoomOperation ParticipantReport = new("participant_report", HttpMethod.Get, "/report/meetings/{meeting}/participants", ZoomRateCategory.Heavy)
    {
        Deadline = TimeSpan.FromSeconds(20),
        AttemptTimeout = TimeSpan.FromSeconds(8),
        Codes = Meaning(ZoomErrorKind.NotAvailable, 200, 12702),
        IsOptional = true,
    };

    // As optional as the report.
    public static readonly ZoomOperation ListPastInstances = new(
        "list_past_instances", HttpMethod.Get, "/past_meetings/{meeting}/instances", ZoomRateCategory.Medium)
    {
        IsOptional = true,
    };

    public static readonly ZoomOperation GetPastMeeting = new(
        "get_past_meeting", HttpMethod.Get, "/past_meetings/{meeting}", ZoomRateCategory.Light)
    {
        IsOptional = true,
    };

    // The dashboard is for Business plans (code 200), and optional. Somebody waits for the answer, there is another one to give, and the
    // next look is seconds away: not worth a second Heavy call.
    public static readonly ZoomOperation LiveParticipants = new("live_participants", HttpMethod.Get, "/metrics/meetings/{meeting}/participants", ZoomRateCategory.Heavy)
    {
        IsRepeatable = false,
        Deadline = TimeSpan.FromSeconds(6),
        AttemptTimeout = TimeSpan.FromSeconds(5),
        Codes = Meaning(ZoomErrorKind.NotAvailable, 200),
        IsOptional = true,
    };

    // A user who is gone (1001) has no recordings either. 3301, none, is a 404 like any other. The scope is optional.
    public static readonly ZoomOperation MeetingRecording = new("meeting_recording", HttpMethod.Get, "/meetings/{meeting}/recordings", ZoomRateCategory.Light)
    {
        Codes = new Dictionary<int, ZoomErrorKind>
        {
            [1001] = ZoomErrorKind.NotFound,
            [200] = ZoomErrorKind.NotAvailable,
        }.ToFrozenDictionary(),
        IsOptional = true,
    };

    public static readonly ZoomOperation GetMeeting = new("get_meeting", HttpMethod.Get, "/meetings/{meeting}", ZoomRateCategory.Light) { Codes = Meaning(ZoomErrorKind.NotFound, 1001) };
    public static readonly ZoomOperation EndMeeting = new("end_meeting", HttpMethod.Put, "/meetings/{meeting}/status", ZoomRateCategory.Light) { Codes = Meaning(ZoomErrorKind.NotFound, 1001) };
    // An ended meeting (3007), or one of a host who is gone, needs no deleting.
    public static readonly ZoomOperation DeleteMeeting = new("delete_meeting", HttpMethod.Delete, "/meetings/{meeting}", ZoomRateCategory.Light) { Codes = Meaning(ZoomErrorKind.NotFound, 3007, 1001) };
    public static readonly ZoomOperation ListMeetings = new("list_meetings", HttpMethod.Get, "/users/{user}/meetings", ZoomRateCategory.Medium);
    public static readonly ZoomOperation GetUser = new("get_user", HttpMethod.Get, "/users/{user}", ZoomRateCategory.Light);
    public static readonly ZoomOperation GetUserSettings = new("get_user_settings", HttpMethod.Get, "/users/{user}/settings", ZoomRateCategory.Medium);

    /// <summary>Codes of Zoom's that mean something of their own here.</summary>
    public FrozenDictionary<int, ZoomErrorKind> Codes { get; init; } = FrozenDictionary<int, ZoomErrorKind>.Empty;

    /// <summary>The app may lack its scope: the credentials are as good as before.</summary>
    public bool IsOptional { get; init; }

    /// <summary>It is one of the 100 creations and updates that a host has in a UTC day (Zoom rate limits documentation).</summary>
    public bool CountsForHost { get; init; }

    /// <summary>Whether it changes anything at Zoom, so that not knowing its outcome matters.</summary>
    public bool Changes { get; init; } = Method != HttpMethod.Get;

    /// <summary>Whether it may be sent again: that is harmless, and worth what it costs.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>For the whole call: token, attempts, pauses.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one attempt, body included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    private static FrozenDictionary<int, ZoomErrorKind> Meaning(ZoomErrorKind kind, params IEnumerable<int> codes) =>
        codes.ToFrozenDictionary(code => code, _ => kind);
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
