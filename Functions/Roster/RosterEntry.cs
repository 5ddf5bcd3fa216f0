using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Functions.Http;

namespace Functions.Roster;

/// <summary>A professor or a student.</summary>
/// <param name="Email">Null when there is none.</param>
/// <param name="ZoomUserId">The Zoom user id, or the e-mail of the Zoom account; for a professor, who hosts.</param>
/// <param name="External">How a gradebook names them; null when none is known.</param>
public sealed record RosterEntry(string Id, string Name, string? Email, string? ZoomUserId, GradebookIds? External = null);

/// <summary>Which of the two lists.</summary>
public enum RosterRole
{
    Professors,
    Students,
}

/// <summary>One page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>A professor or a student.</summary>
public sealed record RosterEntryRequest
{
    /// <summary>
    /// 1 to 64 letters, digits or <c>. _ @ -</c>, a letter or digit among them. PUT has it in the URL, where it need not be repeated; POST
    /// makes it and takes none; an import without it finds the entry by its e-mail address, or makes one.
    /// </summary>
    [JsonConverter(typeof(IdText)), RegularExpression(RosterRules.NewIdPattern)]
    public string? Id { get; init; }

    /// <summary>1 to 200 characters.</summary>
    [Required, StringLength(RosterRules.LongestName, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Nobody else of the same list has it. Zoom assigns rooms by it.</summary>
    [StringLength(RosterRules.LongestEmail)]
    public string? Email { get; init; }

    /// <summary>The Zoom user id, or the e-mail of the Zoom account. Needed of a professor who hosts, unless it is their e-mail.</summary>
    [JsonConverter(typeof(IdText)), StringLength(RosterRules.LongestEmail)]
    public string? ZoomUserId { get; init; }

    /// <summary>How a gradebook names them. What is left out stays as it is.</summary>
    public GradebookIdsRequest? External { get; init; }
}

/// <summary>A page of professors.</summary>
public sealed record ProfessorList(IReadOnlyList<RosterEntry> Professors, string? NextCursor);

/// <summary>A page of students.</summary>
public sealed record StudentList(IReadOnlyList<RosterEntry> Students, string? NextCursor);
