using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Functions.Http;

namespace Functions.Roster;

/// <summary>How a gradebook names a student. What is left out stays as it is.</summary>
public sealed record GradebookIdsRequest
{
    internal const int Longest = 200;

    /// <summary>Canvas: ID.</summary>
    [JsonConverter(typeof(IdText)), StringLength(Longest)]
    public string? CanvasId { get; init; }

    /// <summary>Canvas: SIS User ID. Elsewhere: the student number.</summary>
    [JsonConverter(typeof(IdText)), StringLength(Longest)]
    public string? SisUserId { get; init; }

    /// <summary>Canvas: SIS Login ID.</summary>
    [JsonConverter(typeof(IdText)), StringLength(Longest)]
    public string? SisLoginId { get; init; }

    /// <summary>Canvas: Section.</summary>
    [StringLength(Longest)]
    public string? Section { get; init; }

    /// <summary>Moodle: ID number.</summary>
    [JsonConverter(typeof(IdText)), StringLength(Longest)]
    public string? MoodleId { get; init; }

    internal GradebookIds? Cleaned() => GradebookIds.Of(column => RosterRules.Cleaned(All().Single(f => f.Name == column).Value));

    internal IEnumerable<(string Name, string? Value)> All() =>
        [("canvas_id", CanvasId), ("sis_user_id", SisUserId), ("sis_login_id", SisLoginId), ("section", Section), ("moodle_id", MoodleId)];
}
