using System.Text.Json.Nodes;

namespace ZoomSimulator.Meetings;

/// <summary>A meeting as Zoom keeps it. Everything that changes is read and written under <see cref="Gate"/>.</summary>
internal sealed class Meeting
{
    internal Lock Gate { get; } = new();

    public required long Id { get; init; }

    /// <summary>Of the latest instance; before the first start, of the one to come.</summary>
    public required string Uuid { get; set; }

    public required string HostId { get; init; }

    public required string HostEmail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Topic { get; set; }

    public required int Type { get; init; }

    public required DateTimeOffset StartTime { get; set; }

    /// <summary>Minutes.</summary>
    public required int Duration { get; set; }

    public required string Timezone { get; set; }

    public required string Agenda { get; set; }

    public required string Password { get; set; }

    public required JsonObject Settings { get; set; }

    /// <summary>As the caller gave it, for a recurring meeting with fixed times.</summary>
    public JsonObject? Recurrence { get; set; }

    public List<Registrant> Registrants { get; init; } = [];

    /// <summary>Every start of the meeting, oldest first.</summary>
    public List<MeetingRun> Runs { get; init; } = [];

    internal MeetingRun? Live => Runs is [.., { EndedAt: null } last] ? last : null;

    internal bool HasWaitingRoom => Settings["waiting_room"]?.GetValue<bool>() ?? false;

    /// <summary><c>approval_type</c> 0 approves at once, 1 by hand, 2 means no registration.</summary>
    internal bool NeedsRegistration => ApprovalType is 0 or 1;

    internal bool ApprovesAtOnce => ApprovalType is 0;

    private int ApprovalType => Settings["approval_type"]?.GetValue<int>() ?? 2;

    internal string NumberText => Wire.Text(Id);
}
