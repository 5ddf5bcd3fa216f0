using System.Text.Json.Nodes;

namespace ZoomSimulator.Webhooks;

/// <summary>An event before it is stamped and signed. <see cref="Payload"/> has everything but the account id.</summary>
internal sealed record EventDraft(string Name, long MeetingId, JsonObject Payload)
{
    /// <summary>Top-level <c>download_token</c> of recording events.</summary>
    public string? DownloadToken { get; init; }

    /// <summary>The members every event of a running meeting shares. The id is text here, unlike in created and deleted.</summary>
    public static JsonObject CommonObject(Meetings.Meeting meeting, Meetings.MeetingRun run) => new()
    {
        ["id"] = meeting.NumberText,
        ["uuid"] = run.Uuid,
        ["host_id"] = meeting.HostId,
        ["topic"] = meeting.Topic,
        ["type"] = meeting.Type,
        ["start_time"] = Wire.Time(run.StartedAt),
        ["timezone"] = meeting.Timezone,
        ["duration"] = meeting.Duration,
    };

    public static EventDraft Of(string name, Meetings.Meeting meeting, JsonObject content) =>
        new(name, meeting.Id, new JsonObject { ["object"] = content });
}
