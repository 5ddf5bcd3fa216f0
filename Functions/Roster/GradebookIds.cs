using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Functions.Http;

namespace Functions.Roster;

/// <summary>How a gradebook names a student, so that what goes back there is found. Each is up to 200 characters, or null.</summary>
public sealed record GradebookIds
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

    /// <summary>With what is kept, and without what is empty; null when all is.</summary>
    internal static GradebookIds? Cleaned(GradebookIds? ids) => ids is null ? null : NullIfEmpty(new()
    {
        CanvasId = RosterRules.Cleaned(ids.CanvasId),
        SisUserId = RosterRules.Cleaned(ids.SisUserId),
        SisLoginId = RosterRules.Cleaned(ids.SisLoginId),
        Section = RosterRules.Cleaned(ids.Section),
        MoodleId = RosterRules.Cleaned(ids.MoodleId),
    });

    /// <summary>What is not given stays as it is.</summary>
    internal static GradebookIds? Merge(GradebookIds? now, GradebookIds? given) => now is null || given is null ? given ?? now : new()
    {
        CanvasId = given.CanvasId ?? now.CanvasId,
        SisUserId = given.SisUserId ?? now.SisUserId,
        SisLoginId = given.SisLoginId ?? now.SisLoginId,
        Section = given.Section ?? now.Section,
        MoodleId = given.MoodleId ?? now.MoodleId,
    };

    internal static GradebookIds? NullIfEmpty(GradebookIds ids) => ids == new GradebookIds() ? null : ids;

    /// <summary>Each by the name of its column, here and in storage.</summary>
    internal IEnumerable<(string Name, string? Value)> All() =>
        [("canvas_id", CanvasId), ("sis_user_id", SisUserId), ("sis_login_id", SisLoginId), ("section", Section), ("moodle_id", MoodleId)];
}
