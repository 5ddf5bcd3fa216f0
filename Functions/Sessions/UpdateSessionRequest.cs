using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Functions.Http;
using Functions.Reference;
using Functions.Roster;

namespace Functions.Sessions;

/// <summary>A change of a session that has not started: what is absent or null stays as it is.</summary>
[OneOf(nameof(StudentIds), nameof(Students))]
public sealed record UpdateSessionRequest
{
    /// <summary>1 to 200 characters.</summary>
    [StringLength(CreateSessionRules.LongestTopic, MinimumLength = 1)]
    public string? Topic { get; init; }

    /// <summary>RFC 3339. Not over 5 minutes ago, not over two years ahead.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes, 1 to 1440.</summary>
    [Range(CreateSessionRules.ShortestDuration, CreateSessionRules.LongestDuration)]
    public int? Duration { get; init; }

    /// <summary>All students of the session from now on, of the roster, each once; a professor may only leave some out. Either this or <see cref="Students"/>.</summary>
    [JsonConverter(typeof(IdTexts)), RegularExpression(RosterRules.IdPattern), Length(1, SessionsOptionsValidator.MostStudents)]
    public IReadOnlyList<string>? StudentIds { get; init; }

    /// <summary>All students of the session from now on, by name, each once. Either this or <see cref="StudentIds"/>.</summary>
    [Length(1, SessionsOptionsValidator.MostStudents)]
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
        Known = [.. plan.Rooms.SelectMany(r => r.Students)],
    };
}
