using System.Globalization;
using Functions.Presence;
using Functions.Roster;
using Functions.Sessions;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Tests.Fixtures;

/// <summary>A session of students "1" to "5" put into storage by the app's own stores, where Zoom has nothing to say.</summary>
internal sealed record PlantedSession(string Id, string MeetingId, DateTimeOffset Start)
{
    private static long meetings = 80_000_000_000;

    public static async Task<PlantedSession> AddAsync(Tables tables, DateTimeOffset start, long? meeting = null)
    {
        var session = new PlantedSession(
            SessionIdentity.New(start), (meeting ?? Interlocked.Increment(ref meetings)).ToString(CultureInfo.InvariantCulture), start);
        var plan = PlanOf(session.Id, start);
        Assert.True(await new SessionStore(tables).TryInsertAsync(plan, MeetingOf(session.MeetingId), SessionStatus.Active, new Intent(plan, "attempt", "hash", start), default));
        await new SessionDirectory(tables, new RosterStore(tables)).AddAsync(plan, session.MeetingId, start, default);
        return session;
    }

    public static ZoomMeeting MeetingOf(string meetingId) => new() { MeetingId = meetingId, HostId = "h", JoinUrl = "https://zoom.example/j/1" };

    public static SessionPlan PlanOf(string id, DateTimeOffset start) => new()
    {
        SessionId = id,
        Professor = new("1", "Dr. Sarah Johnson", null, "sarah.johnson@example.edu"),
        Topic = "Recursion",
        StartTime = start,
        Timezone = "UTC",
        Duration = 60,
        StartsNow = true,
        WaitingRoom = true,
        AutoRecording = "none",
        Rooms = RoomPlanner.Plan([.. Enumerable.Range(1, 5).Select(Classroom.Student).Select(s => new PlannedStudent(s.Id, s.Name, s.Email))], 1),
    };
}
