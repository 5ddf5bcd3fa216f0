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

    public static EventDraft Created(Meeting meeting, string joinUrl)
    {
        var content = Plan(meeting);
        content["join_url"] = joinUrl;
        return Planned("meeting.created", meeting, content);
    }

    public static EventDraft Deleted(Meeting meeting) => Planned("meeting.deleted", meeting, Plan(meeting));

    /// <summary>The number and what changed, as it is now and as it was; nothing else.</summary>
    /// <param name="meeting">The meeting after the change.</param>
    /// <param name="before">Its <see cref="Plan"/> before.</param>
    /// <param name="at">When it was changed.</param>
    public static EventDraft Updated(Meeting meeting, JsonObject before, DateTimeOffset at)
    {
        var now = Plan(meeting);
        var changed = now.Where(member => !JsonNode.DeepEquals(member.Value, before[member.Key])).Select(member => member.Key).ToList();
        var draft = Planned("meeting.updated", meeting, Part(now, changed));
        draft.Payload["old_object"] = Part(before, changed);
        draft.Payload["time_stamp"] = at.ToUnixTimeMilliseconds();
        return draft;
    }

    /// <summary>What events tell of a meeting that is planned. The id is a number here, and rooms are never among it.</summary>
    public static JsonObject Plan(Meeting meeting)
    {
        var plan = Common(meeting);
        if (meeting.Recurrence is { } recurrence)
            (plan["recurrence"], plan["occurrences"]) = (recurrence.DeepClone(), Occurrences.Json(meeting));
        return plan;
    }

    private static JsonObject Common(Meeting meeting) => new()
    {
        ["uuid"] = meeting.Uuid,
        ["id"] = meeting.Id,
        ["host_id"] = meeting.HostId,
        ["topic"] = meeting.Topic,
        ["type"] = meeting.Type,
        ["start_time"] = Wire.Time(meeting.StartTime),
        ["duration"] = meeting.Duration,
        ["timezone"] = meeting.Timezone,
        ["password"] = meeting.Password,
        ["settings"] = new JsonObject { ["use_pmi"] = false, ["alternative_hosts"] = "" },
    };

    private static JsonObject Part(JsonObject plan, IEnumerable<string> members) => new(
        members.Prepend("id").Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, plan[name]?.DeepClone())));

    private static EventDraft Planned(string name, Meeting meeting, JsonObject content) => new(name, meeting.Id, new JsonObject
    {
        ["operator"] = meeting.HostEmail,
        ["operator_id"] = meeting.HostId,
        ["operation"] = "all",
        ["object"] = content,
    });
}
