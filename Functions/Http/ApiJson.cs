using System.Text.Json.Serialization;
using Functions.Presence;
using Functions.Realtime;
using Functions.Roster;
using Functions.Sessions;
using Functions.Sessions.Participants;
using Functions.Sessions.Recordings;
using Functions.SignIn;
using Functions.Webhooks;

namespace Functions.Http;

/// <summary>The JSON of this API: snake_case, times in UTC, made without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTime)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(CreateSessionRequest))]
[JsonSerializable(typeof(CloneSessionRequest))]
[JsonSerializable(typeof(UpdateSessionRequest))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(Attendance))]
[JsonSerializable(typeof(Timeline))]
[JsonSerializable(typeof(HostLink))]
[JsonSerializable(typeof(RecordingList))]
[JsonSerializable(typeof(ParticipantList))]
[JsonSerializable(typeof(MatchRequest))]
[JsonSerializable(typeof(LabelRequest))]
[JsonSerializable(typeof(CredentialsReport))]
[JsonSerializable(typeof(SessionReport))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(RosterEntry))]
[JsonSerializable(typeof(RosterEntryRequest))]
[JsonSerializable(typeof(BoundIdentity))]
[JsonSerializable(typeof(IdentityRequest))]
[JsonSerializable(typeof(ProfessorList))]
[JsonSerializable(typeof(StudentList))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(ReplayReport))]
internal sealed partial class ApiJson : JsonSerializerContext;
