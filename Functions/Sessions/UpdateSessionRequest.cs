using System.Text.Json.Serialization;
using Functions.Http;

namespace Functions.Sessions;

/// <summary>The body of PATCH /api/sessions/{session_id}: what is absent or null stays as it is.</summary>
public sealed record UpdateSessionRequest
{
    public string? Topic { get; init; }

    /// <summary>RFC 3339.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes, 1 to 1440.</summary>
    public int? Duration { get; init; }

    /// <summary>All students of the session from now on; either this or <see cref="Students"/>.</summary>
    [JsonConverter(typeof(IdTexts))]
    public IReadOnlyList<string>? StudentIds { get; init; }

    public IReadOnlyList<StudentRequest>? Students { get; init; }

    [JsonIgnore]
    public bool ChangesStudents => StudentIds is not null || Students is not null;

    [JsonIgnore]
    public bool ChangesNothing => this == new UpdateSessionRequest();

    /// <summary>The request that would create the changed session, so that the same rules and the same planning hold for both.</summary>
    public CreateSessionRequest AppliedTo(SessionPlan plan) => new()
    {
        ProfessorId = plan.Professor.Id,
        Topic = Topic ?? plan.Topic,
        Duration = Duration ?? plan.Duration,
        StartTime = StartTime,
        Timezone = plan.Timezone,
        StudentsPerRoom = plan.StudentsPerRoom,
        StudentIds = ChangesStudents ? StudentIds : [.. plan.Rooms.SelectMany(r => r.Students).Select(s => s.StudentId)],
        Students = Students,
    };
}
