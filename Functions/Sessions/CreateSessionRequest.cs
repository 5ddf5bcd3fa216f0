using System.Text.Json.Serialization;
using Functions.Http;

namespace Functions.Sessions;

/// <summary>The body of POST /api/sessions.</summary>
public sealed record CreateSessionRequest
{
    [JsonConverter(typeof(IdText))]
    public string? ProfessorId { get; init; }

    /// <summary>Either this or <see cref="Students"/>.</summary>
    [JsonConverter(typeof(IdTexts))]
    public IReadOnlyList<string>? StudentIds { get; init; }

    public IReadOnlyList<StudentRequest>? Students { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public string? Topic { get; init; }

    /// <summary>Minutes, 1 to 1440.</summary>
    public int? Duration { get; init; }

    /// <summary>RFC 3339; absent means now.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>An IANA name; UTC when absent.</summary>
    public string? Timezone { get; init; }

    /// <summary>1 to 50; 1 when absent.</summary>
    public int? StudentsPerRoom { get; init; }

    public bool? WaitingRoom { get; init; }

    /// <summary>1 to 10 of <c>A-Za-z0-9@_*-</c>; made when absent.</summary>
    public string? Passcode { get; init; }

    /// <summary>none, cloud or local.</summary>
    public string? AutoRecording { get; init; }
}

/// <summary>A student by name; whoever has this e-mail in the roster is that student, else one is added.</summary>
public sealed record StudentRequest
{
    public string? Name { get; init; }

    public string? Email { get; init; }
}
