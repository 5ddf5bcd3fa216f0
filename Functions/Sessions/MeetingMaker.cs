using Functions.Presence;
using Functions.Roster;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>Makes a session's meeting at Zoom, knowing that Zoom's create is not idempotent.</summary>
public sealed class MeetingMaker(IZoomClient zoom, TimeProvider time)
{
    private static readonly TimeSpan[] LookUps = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)];

    /// <summary>
    /// One POST. After an answer that leaves open whether there is a meeting now, it is looked for at 0, 2 and 5 seconds; it is never
    /// posted a second time, since the first may still land.
    /// </summary>
    public async Task<ZoomResult<ZoomMeeting>> MakeAsync(SessionPlan plan, CancellationToken cancellationToken)
    {
        using var step = SessionTelemetry.Step("meeting");
        var created = await zoom.CreateMeetingAsync(plan.Professor.ZoomUserId, Request(plan), cancellationToken);
        if (created.Error is not { Ambiguous: true }) return created;
        foreach (var wait in LookUps)
        {
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
            var found = await FindAsync(plan, cancellationToken);
            if (!found.TryGet(out var meetings, out _) || meetings is not [var ours, ..]) continue;

            // One that cannot be read is there all the same: nothing but the ambiguity may be said of it.
            var read = await zoom.GetMeetingAsync(ours, cancellationToken);
            if (read.Error is null) return read;
        }

        return created;
    }

    /// <summary>
    /// The numbers of the session's meetings at Zoom, lowest first: one, unless a creation that seemed lost landed beside another.
    /// </summary>
    public async Task<ZoomResult<IReadOnlyList<string>>> FindAsync(SessionPlan plan, CancellationToken cancellationToken)
    {
        var listed = await zoom.ListMeetingsAsync(plan.Professor.ZoomUserId, ZoomMeetingListType.Scheduled, cancellationToken);
        return listed.Match<ZoomResult<IReadOnlyList<string>>>(
            meetings => ZoomResult.Success<IReadOnlyList<string>>(
                [.. meetings.Where(m => IsOf(plan.SessionId, m.Agenda)).Select(m => m.MeetingId).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)]),
            error => error);
    }

    /// <summary>The session's id is the first text of its meeting's agenda; a list shows 250 characters of it.</summary>
    public static bool IsOf(string sessionId, string? agenda) => agenda?.StartsWith(sessionId, StringComparison.Ordinal) == true;

    /// <summary>The plan as Zoom took it, see <see cref="RoomsAtZoom"/>.</summary>
    public static SessionPlan Accepted(SessionPlan plan, ZoomMeeting meeting) => RoomsAtZoom.Accepted(plan, meeting.BreakoutRooms);

    private static ZoomMeetingRequest Request(SessionPlan plan) => new()
    {
        Topic = plan.Topic,
        Agenda = $"{plan.SessionId} Class session with breakout rooms.",
        StartTime = plan.StartTime,
        Timezone = plan.Timezone,
        Duration = plan.Duration,
        Password = plan.Passcode,
        Settings = new ZoomMeetingSettings
        {
            WaitingRoom = plan.WaitingRoom,
            JoinBeforeHost = false,
            AutoRecording = plan.AutoRecording,
            BreakoutRoom = Rooms(plan),
        },
    };

    public static ZoomBreakoutRooms Rooms(SessionPlan plan)
    {
        return new(Enable: true, [.. plan.Rooms.Select(r => new ZoomBreakoutRoom(r.Name, [.. Emails(r.Students)]))]);

        static IEnumerable<string> Emails(IEnumerable<PlannedStudent> students) =>
            students.Select(s => RosterRules.Cleaned(s.Email)).OfType<string>();
    }
}
