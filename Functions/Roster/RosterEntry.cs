namespace Functions.Roster;

/// <summary>A professor or a student.</summary>
/// <param name="ZoomUserId">The Zoom user id, or the e-mail of the Zoom account; for a professor, who hosts.</param>
public sealed record RosterEntry(string Id, string Name, string? Email, string? ZoomUserId);

/// <summary>Which of the two lists.</summary>
public enum RosterRole
{
    Professors,
    Students,
}

/// <summary>One page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>The body of a PUT: the id is in the URL, and may be repeated.</summary>
public sealed record RosterEntryRequest
{
    [System.Text.Json.Serialization.JsonConverter(typeof(Http.IdText))]
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    [System.Text.Json.Serialization.JsonConverter(typeof(Http.IdText))]
    public string? ZoomUserId { get; init; }
}

public sealed record ProfessorList(IReadOnlyList<RosterEntry> Professors, string? NextCursor);

public sealed record StudentList(IReadOnlyList<RosterEntry> Students, string? NextCursor);
