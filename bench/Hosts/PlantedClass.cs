using System.Globalization;
using Bench.Load;
using Functions.Presence;
using Functions.Roster;
using Functions.Sessions;
using Functions.Storage;
using Functions.Zoom;

namespace Bench.Hosts;

/// <summary>A session put into storage by the app's own stores, as creating it would leave it, without asking Zoom.</summary>
internal sealed record PlantedClass(string SessionId, string MeetingId)
{
    private const long FirstMeeting = 80_000_000_000;

    public static string MeetingOf(int number) => (FirstMeeting + number).ToString(CultureInfo.InvariantCulture);

    /// <param name="ids">The sessions' ids, where they must be the same each time; else new ones.</param>
    public static async Task<PlantedClass[]> AddAsync(Tables tables, int classes, int students, int first = 0, IReadOnlyList<string>? ids = null)
    {
        var planted = new PlantedClass[classes];
        await Parallel.ForAsync(0, classes, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellationToken) =>
        {
            var now = DateTimeOffset.UtcNow;
            var plan = PlanOf(ids?[i] ?? SessionIdentity.New(now), first + i, students, now);
            var meeting = new ZoomMeeting { MeetingId = MeetingOf(first + i), HostId = "host", JoinUrl = "https://zoom.example/j/1" };
            await new SessionStore(tables).TryInsertAsync(plan, meeting, SessionStatus.Active, new Intent(plan, "attempt", "hash", now), cancellationToken);
            await new SessionDirectory(tables, new RosterStore(tables)).AddAsync(plan, meeting.MeetingId, now, cancellationToken);
            planted[i] = new(plan.SessionId, meeting.MeetingId);
        });
        return planted;
    }

    private static SessionPlan PlanOf(string id, int number, int students, DateTimeOffset start) => new()
    {
        SessionId = id,
        Professor = new(ProfessorOf(number), "Dr. Sarah Johnson", null, "sarah.johnson@example.edu"),
        Topic = "Recursion",
        StartTime = start,
        Timezone = "UTC",
        Duration = 60,
        StartsNow = true,
        WaitingRoom = true,
        AutoRecording = "none",
        Rooms = RoomPlanner.Plan([.. Enumerable.Range(1, students).Select(s => new PlannedStudent($"s{s}", ClassEvents.NameOf(s - 1), null))], 1),
    };

    public static string ProfessorOf(int number) => (number + 1).ToString(CultureInfo.InvariantCulture);
}
