using System.Text.Json.Serialization;
using Functions.Http;
using Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>The body of PUT …/people/{person_id}/student.</summary>
public sealed record MatchRequest
{
    [JsonRequired, JsonConverter(typeof(IdText))]
    public string? StudentId { get; init; }
}

/// <summary>Says by hand which student somebody in the meeting is, or takes that back. It works at any time, also after the class.</summary>
public sealed class MatchPerson(SessionReader reader, HandCorrections corrections, SessionNotifier notifier, TimeProvider time)
{
    [Function(nameof(MatchPerson))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "delete", Route = "sessions/{session_id}/people/{person_id}/student")] HttpRequest request,
        string session_id,
        string person_id,
        CancellationToken cancellationToken)
    {
        string? studentId = null;
        if (HttpMethods.IsPut(request.Method))
        {
            var read = await JsonBody.ReadAsync(request, ApiJson.Default.MatchRequest, cancellationToken);
            if (!read.TryGet(out var body, out var wrong)) return new ProblemResult(wrong);
            studentId = body.StudentId;
        }

        var (caller, now) = (Caller.Of(request), time.GetUtcNow());
        var found = await reader.FindAsync(caller, session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        if (record.People.All(p => p.PersonId != person_id)) return new ProblemResult(Problems.NotFound("person in this session"));
        if (HttpMethods.IsPut(request.Method) && !record.Rooms.SelectMany(r => r.Students).Any(s => s.StudentId == studentId))
            return new ProblemResult(Problems.Validation("student_id", "There is no such student in this session."));
        var sessionId = record.Facts.SessionId;
        if (!await corrections.MatchAsync(sessionId, person_id, studentId, cancellationToken)) return new ProblemResult(Problems.NotFound("person in this session"));
        await notifier.Changed(record.Facts.ProfessorId, sessionId, ChangeKind.Matched, now, studentId);
        return await reader.SnapshotAsync(caller, sessionId, cancellationToken);
    }
}
