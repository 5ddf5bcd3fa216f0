using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Who somebody in the meeting is.</summary>
public sealed record MatchRequest
{
    /// <summary>A student of this session.</summary>
    [JsonRequired, JsonConverter(typeof(IdText)), Required, RegularExpression(RosterRules.IdPattern)]
    public string? StudentId { get; init; }
}

/// <summary>Says by hand which student somebody in the meeting is, or takes that back. It works at any time, also after the class.</summary>
public sealed class MatchPerson(
    SessionReader reader,
    SessionStore sessions,
    SessionDirectory directory,
    HandCorrections corrections,
    SessionNotifier notifier,
    TimeProvider time)
{
    /// <summary>Says by hand which student somebody in the meeting is. It works at any time, also after the class.</summary>
    [Function(nameof(MatchPerson))]
    [Tags("Corrections"), EndpointSummary("Say who this is")]
    [TakesBody<MatchRequest>]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session as it is now.")]
    public async Task<IResult> Match(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "sessions/{session_id}/people/{person_id}/student")] HttpRequest request,
        string session_id,
        string person_id,
        CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.MatchRequest, cancellationToken);
        return read.TryGet(out var body, out var problem)
            ? await ApplyAsync(Caller.Of(request), session_id, person_id, body, cancellationToken)
            : new ProblemResult(problem);
    }

    /// <summary>
    /// Takes back who somebody was said to be: what Zoom tells of them counts again. Of somebody who was recognised by their name only, it
    /// says that they are not that student, whatever they call themselves.
    /// </summary>
    [Function("UnmatchPerson")]
    [Tags("Corrections"), EndpointSummary("Take that back")]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session as it is now.")]
    public Task<IResult> Unmatch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "sessions/{session_id}/people/{person_id}/student")] HttpRequest request,
        string session_id,
        string person_id,
        CancellationToken cancellationToken) => ApplyAsync(Caller.Of(request), session_id, person_id, null, cancellationToken);

    private async Task<IResult> ApplyAsync(Caller caller, string sessionId, string personId, MatchRequest? match, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await reader.FindAsync(caller, sessionId, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        if (record.People.All(p => p.PersonId != personId)) return new ProblemResult(Problems.NotFound("person in this session"));
        if (match is not null && !record.Rooms.SelectMany(r => r.Students).Any(s => s.StudentId == match.StudentId))
            return new ProblemResult(Problems.Validation("student_id", "There is no such student in this session."));
        var state = record.ToState(now);
        var person = state.People.First(p => p.Person.PersonId == state.PersonIdOf(personId));
        sessionId = record.Facts.SessionId;
        var student = match?.StudentId ?? Unmatched(person);
        if (!await corrections.MatchAsync(sessionId, person.Person.PersonId, student, person.Student?.StudentId, cancellationToken))
            return new ProblemResult(Problems.NotFound("person in this session"));
        if (record.IsOver && await sessions.ReadAsync(sessionId, cancellationToken) is { IsOver: true } over)
            await directory.RefreshAsync(over, cancellationToken);
        await notifier.Changed(record.Facts.ProfessorId, sessionId, ChangeKind.Matched, now, match?.StudentId);
        return await reader.SnapshotAsync(caller, sessionId, cancellationToken);
    }

    // What was said by hand is taken back; a mere name is contradicted.
    private static string? Unmatched(Located person) => person switch
    {
        { Person.HandStudentId: Person.Nobody } => Person.Nobody,
        { Person.HandStudentId: null, Student.By: MatchedBy.Name } => Person.Nobody,
        _ => null,
    };
}
