using ZoomSimulator.Meetings;

namespace ZoomSimulator.Control;

internal sealed record PersonView(
    string ParticipantUuid, string Name, string Email, string Role, Place Place, string? Room, string? RoomUuid, string UserId);

internal sealed record RoomView(string Name, string Uuid, IReadOnlyList<string> Assigned, IReadOnlyList<string> People);

internal sealed record MeetingSummary(
    string Id, string Uuid, string Topic, string Host, string Status, DateTimeOffset StartTime, int Runs, int PeoplePresent, bool RoomsOpen);

/// <summary>A meeting as its host sees it. Before the rooms are first opened they have no uuid yet.</summary>
internal sealed record MeetingView(
    MeetingSummary Meeting, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<RoomView> Rooms, IReadOnlyList<PersonView> People)
{
    public static MeetingSummary Summary(Meeting meeting) => new(
        meeting.NumberText, meeting.Uuid, meeting.Topic, meeting.HostEmail, meeting.Live is null ? "waiting" : "started",
        meeting.StartTime, meeting.Runs.Count, meeting.Live?.People.Count(person => person.IsPresent) ?? 0, meeting.Live?.RoomsOpen ?? false);

    /// <summary>Call under the meeting's gate.</summary>
    public static MeetingView Of(Meeting meeting)
    {
        var run = meeting.Runs.LastOrDefault();
        return new MeetingView(Summary(meeting), run?.StartedAt, run?.EndedAt, RoomsOf(meeting, run),
            [.. (run?.People ?? []).Select(person => Person(run, person))]);
    }

    public static PersonView Person(MeetingRun? run, Participant person) => new(
        person.ParticipantUuid, person.Name, person.Email, person.Role, person.Place, run?.Room(person.RoomUuid)?.Name, person.RoomUuid, person.UserId);

    private static IReadOnlyList<RoomView> RoomsOf(Meeting meeting, MeetingRun? run) => run is { Rooms.Count: > 0 }
        ? [.. run.Rooms.Select(room => new RoomView(room.Name, room.Uuid, room.Assigned,
            [.. run.People.Where(person => person.RoomUuid == room.Uuid).Select(person => person.Name)]))]
        : [.. RoomPlan.Of(meeting).Select(room => new RoomView(room.Name, "", room.Emails, []))];
}
