using System.ComponentModel;
using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Forgetting;

/// <summary>
/// Erases a student who was named without an e-mail address, and so belongs to this session alone: at once as far as a request has time,
/// the rest soon after. Somebody of the same name in another session stays.
/// </summary>
public sealed class EraseSessionStudent(SessionReader reader, RosterStore roster, StudentErasure erasure)
{
    private static readonly Problem OnTheRoster =
        Problems.Validation("student_id", "This student is on the roster: DELETE /api/students/{id} erases them everywhere.");

    [Function(nameof(EraseSessionStudent))]
    [Tags("Sessions"), EndpointSummary("Erase a student of one session")]
    [ProducesResponseType(StatusCodes.Status204NoContent, Description = "The student is being erased from this session.")]
    [Refuses(nameof(Problems.Validation))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "sessions/{session_id}/students/{student_id}")] HttpRequest request,
        string session_id,
        [Description("A student of the session, by the `student_id` of its snapshot.")] string student_id,
        CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), session_id, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return new ProblemResult(problem);
        if (StudentOf(record, student_id) is not { } student) return new ProblemResult(RosterHandler.Missing(RosterRole.Students));
        if (await roster.FindAsync(RosterRole.Students, student_id, cancellationToken) is not null)
            return new ProblemResult(OnTheRoster);
        await erasure.BeginAsync(record, student, cancellationToken);
        return Results.NoContent();
    }

    private static PlannedStudent? StudentOf(SessionRecord record, string studentId) => Pseudonyms.Is(studentId) ? null
        : new[] { record.Plan, record.Pending?.Plan }.OfType<SessionPlan>().SelectMany(p => p.Rooms).SelectMany(r => r.Students)
            .FirstOrDefault(s => s.StudentId == studentId);
}
