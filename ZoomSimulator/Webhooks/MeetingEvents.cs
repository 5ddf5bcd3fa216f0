using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Webhooks;

internal static class MeetingEvents
{
    public static EventDraft Started(Meeting meeting, MeetingRun run) =>
        EventDraft.Of("meeting.started", meeting, EventDraft.CommonObject(meeting, run));

    public static EventDraft Ended(Meeting meeting, MeetingRun run)
    {
        var content = EventDraft.CommonObject(meeting, run);
        content["end_time"] = Wire.Time(run.EndedAt ?? run.StartedAt);
        return EventDraft.Of("meeting.ended", meeting, content);
    }

    public static EventDraft Created(Meeting meeting) => Planned("meeting.created", meeting);

    public static EventDraft Updated(Meeting meeting) => Planned("meeting.updated", meeting);

    public static EventDraft Deleted(Meeting meeting) => Planned("meeting.deleted", meeting);

    private static EventDraft Planned(string name, Meeting meeting) => new(name, meeting.Id, new JsonObject
    {
        ["operator"] = meeting.HostEmail,
        ["operator_id"] = meeting.HostId,
        ["operation"] = "all",
        ["object"] = new JsonObject
        {
            ["id"] = meeting.Id,
            ["uuid"] = meeting.Uuid,
            ["host_id"] = meeting.HostId,
            ["topic"] = meeting.Topic,
            ["type"] = meeting.Type,
            ["start_time"] = Wire.Time(meeting.StartTime),
            ["duration"] = meeting.Duration,
            ["timezone"] = meeting.Timezone,
            ["password"] = meeting.Password,
            ["settings"] = new JsonObject { ["use_pmi"] = false, ["alternative_hosts"] = "" },
        },
    });
}
