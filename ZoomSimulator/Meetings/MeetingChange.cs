using System.Text.Json.Nodes;

namespace ZoomSimulator.Meetings;

/// <summary>What somebody wants changed of a meeting that is not running; null members stay as they are.</summary>
internal sealed record MeetingChange
{
    public string? Topic { get; init; }

    /// <summary>A start in the past is ignored, unlike at creation.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; init; }

    public string? Timezone { get; init; }

    public string? Agenda { get; init; }

    public string? Password { get; init; }

    public JsonObject? Recurrence { get; init; }

    /// <summary>Settings as in Zoom's request; those that are not given stay.</summary>
    public JsonObject? Settings { get; init; }
}
