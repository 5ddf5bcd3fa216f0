namespace ZoomSimulator.OAuth;

/// <summary>What a call wants: one granular scope, or the classic one that covers it.</summary>
internal sealed record ScopeRequirement(string Granular, string Classic)
{
    public bool IsMetBy(IReadOnlySet<string> scopes) => scopes.Contains(Granular) || scopes.Contains(Classic);
}

/// <summary>The scopes of the simulated calls, from Zoom's Meetings, Users, Reports and Dashboards references.</summary>
internal static class ScopeCatalog
{
    public static readonly ScopeRequirement CreateMeeting = new("meeting:write:meeting:admin", "meeting:write:admin");
    public static readonly ScopeRequirement ReadMeeting = new("meeting:read:meeting:admin", "meeting:read:admin");
    public static readonly ScopeRequirement UpdateMeeting = new("meeting:update:meeting:admin", "meeting:write:admin");
    public static readonly ScopeRequirement DeleteMeeting = new("meeting:delete:meeting:admin", "meeting:write:admin");
    public static readonly ScopeRequirement MeetingStatus = new("meeting:update:status:admin", "meeting:write:admin");
    public static readonly ScopeRequirement ListMeetings = new("meeting:read:list_meetings:admin", "meeting:read:admin");
    public static readonly ScopeRequirement PastMeeting = new("meeting:read:past_meeting:admin", "meeting:read:admin");
    public static readonly ScopeRequirement PastParticipants = new("meeting:read:list_past_participants:admin", "meeting:read:admin");
    public static readonly ScopeRequirement PastInstances = new("meeting:read:list_past_instances:admin", "meeting:read:admin");
    public static readonly ScopeRequirement ParticipantReport = new("report:read:list_meeting_participants:admin", "report:read:admin");
    public static readonly ScopeRequirement Dashboard = new("dashboard:read:list_meeting_participants:admin",
        "dashboard_meetings:read:admin");
    public static readonly ScopeRequirement Recordings = new("cloud_recording:read:list_recording_files:admin", "recording:read:admin");
    public static readonly ScopeRequirement ReadUser = new("user:read:user:admin", "user:read:admin");
    public static readonly ScopeRequirement ReadSettings = new("user:read:settings:admin", "user:read:admin");

    public static readonly ScopeRequirement AddRegistrant = new("meeting:write:registrant:admin", "meeting:write:admin");
    public static readonly ScopeRequirement AddRegistrants = new("meeting:write:batch_registrants:admin", "meeting:write:admin");
    public static readonly ScopeRequirement ListRegistrants = new("meeting:read:list_registrants:admin", "meeting:read:admin");
    public static readonly ScopeRequirement ReadRegistrant = new("meeting:read:registrant:admin", "meeting:read:admin");
    public static readonly ScopeRequirement DeleteRegistrant = new("meeting:delete:registrant:admin", "meeting:write:admin");
    public static readonly ScopeRequirement RegistrantStatus = new("meeting:update:registrant_status:admin", "meeting:write:admin");

    /// <summary>What an app is granted unless told otherwise: everything, granular, and the scope of participant webhooks.</summary>
    public static IReadOnlyCollection<string> Granular { get; } =
    [
        CreateMeeting.Granular, ReadMeeting.Granular, UpdateMeeting.Granular, DeleteMeeting.Granular, MeetingStatus.Granular,
        ListMeetings.Granular, PastMeeting.Granular, PastParticipants.Granular, PastInstances.Granular, ParticipantReport.Granular,
        Dashboard.Granular, Recordings.Granular, ReadUser.Granular, ReadSettings.Granular,
        AddRegistrant.Granular, AddRegistrants.Granular, ListRegistrants.Granular, ReadRegistrant.Granular, DeleteRegistrant.Granular,
            RegistrantStatus.Granular,
        "meeting:read:participant:admin", "cloud_recording:read:recording:admin",
    ];
}
