using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Functions.Roster;

namespace Functions.Sessions;

/// <summary>A session to create.</summary>
/// <remarks><see cref="CreateSessionRules"/> checks it; the attributes only say the same in the API's description.</remarks>
[OneOf(nameof(StudentIds), nameof(Students), IsRequired = true)]
public sealed record CreateSessionRequest
{
    /// <summary>Who hosts: somebody of the roster, with a Zoom account. A professor's sessions are their own, so only the operator must say whose.</summary>
    [JsonConverter(typeof(IdText)), RegularExpression(RosterRules.IdPattern)]
    public string? ProfessorId { get; init; }

    /// <summary>Students of the roster, each once; for the operator alone. Either this or <see cref="Students"/>.</summary>
    [JsonConverter(typeof(IdTexts)), RegularExpression(RosterRules.IdPattern), Length(1, SessionsOptionsValidator.MostStudents)]
    public IReadOnlyList<string>? StudentIds { get; init; }

    /// <summary>Students by name, each once. Either this or <see cref="StudentIds"/>.</summary>
    [Length(1, SessionsOptionsValidator.MostStudents)]
    public IReadOnlyList<StudentRequest>? Students { get; init; }

    /// <summary>
    /// The students of the session that is changed or cloned: whoever is in no list is found here, and a name given there stays.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<PlannedStudent> Known { get; init; } = [];

    /// <summary>1 to 200 characters.</summary>
    [Required, StringLength(CreateSessionRules.LongestTopic, MinimumLength = 1)]
    public string? Topic { get; init; }

    /// <summary>Minutes, 1 to 1440.</summary>
    [Required, Range(CreateSessionRules.ShortestDuration, CreateSessionRules.LongestDuration)]
    public int? Duration { get; init; }

    /// <summary>RFC 3339; absent means now. Not over 5 minutes ago, not over two years ahead.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>An IANA name, such as Europe/Zurich; UTC when absent.</summary>
    public string? Timezone { get; init; }

    /// <summary>1 to 50; 1 when absent: a room for each student.</summary>
    [Range(1, CreateSessionRules.MostPerRoom)]
    public int? StudentsPerRoom { get; init; }

    /// <summary>Whether students wait until the host lets them in; they do when absent.</summary>
    public bool? WaitingRoom { get; init; }

    /// <summary>1 to 10 of <c>A-Za-z0-9@_*-</c>; made when absent.</summary>
    [RegularExpression(CreateSessionRules.PasscodePattern)]
    public string? Passcode { get; init; }

    /// <summary>none, cloud or local; none when absent.</summary>
    [AllowedValues("none", "cloud", "local")]
    public string? AutoRecording { get; init; }
}

/// <summary>
/// A student by name; whoever has this e-mail in the roster is that student, else one is added. Without an e-mail they belong to this
/// session alone. The name shown is this one.
/// </summary>
public sealed record StudentRequest
{
    /// <summary>1 to 200 characters.</summary>
    [Required, StringLength(RosterRules.LongestName, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Zoom assigns rooms by it.</summary>
    [StringLength(RosterRules.LongestEmail)]
    public string? Email { get; init; }
}
