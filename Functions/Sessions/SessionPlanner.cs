using System.Security.Cryptography;
using Functions.Http;
using Functions.Presence;
using Functions.Roster;
using Functions.Storage;
using Functions.Zoom;
using Microsoft.Extensions.Options;

namespace Functions.Sessions;

/// <summary>Turns a valid request into a plan, reading the roster: point reads in parallel, one phase however many students.</summary>
public sealed class SessionPlanner(
    RosterStore roster,
    StudentFinder students,
    SessionLists lists,
    IOptions<ZoomOptions> zoom,
    TimeProvider time)
{
    public const string NotPreassigned = "not_preassigned";
    public const string Overlaps = "overlaps";

    private const int OverlapsLookedFor = 50;
    private const string PasscodeAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public async Task<Result<SessionPlan>> PlanAsync(string sessionId, CreateSessionRequest request, CancellationToken cancellationToken)
    {
        using var step = SessionTelemetry.Step("plan");
        var now = time.GetUtcNow();
        var start = request.StartTime is { } later && later > now ? later : now;
        var professor = roster.FindAsync(RosterRole.Professors, request.ProfessorId!, cancellationToken);
        var overlaps = OverlapsAsync(request.ProfessorId!, sessionId, start, request.Duration!.Value, cancellationToken);
        var planned = await RoomsAsync(sessionId, request, cancellationToken);
        if (await professor is not { } host) return Problems.Validation("professor_id", "There is no such professor.");
        var email = RosterRules.Cleaned(host.Email);
        if ((RosterRules.Cleaned(host.ZoomUserId) ?? email) is not { } zoomUser)
            return Problems.Validation("professor_id", "This professor has no Zoom user id.");
        if (!planned.TryGet(out var rooms, out var problem)) return problem;

        return new SessionPlan
        {
            SessionId = sessionId,
            Professor = new(host.Id, host.Name, email, zoomUser),
            Topic = request.Topic!.Trim(),
            StartTime = start,
            StartsNow = start == now,
            Timezone = request.Timezone ?? "UTC",
            Duration = request.Duration.Value,
            WaitingRoom = request.WaitingRoom ?? true,
            Passcode = request.Passcode ?? RandomNumberGenerator.GetString(PasscodeAlphabet, 8),
            AutoRecording = request.AutoRecording ?? "none",
            MeetingLimit = zoom.Value.MeetingLimit,
            StudentsPerRoom = request.StudentsPerRoom ?? 1,
            Rooms = rooms.Rooms,
            NewStudents = rooms.New,
            Warnings = [.. await overlaps, .. rooms.Warnings],
        };
    }

    /// <summary>Only the rooms of a request and who is in them.</summary>
    public async Task<Result<PlannedRooms>> RoomsAsync(string sessionId, CreateSessionRequest request, CancellationToken cancellationToken)
    {
        if (!(await students.FindAsync(sessionId, request, cancellationToken)).TryGet(out var found, out var problem)) return problem;
        var without = found.Students.Count(s => s.Email is null);
        return new PlannedRooms(
            RoomPlanner.Plan(found.Students, request.StudentsPerRoom ?? 1),
            found.New,
            without == 0 ? [] : [new(NotPreassigned, $"{without} students have no e-mail address: Zoom cannot assign them, the host must.")]);
    }

    /// <summary>The warning that another session of the professor is planned at the same time; empty if there is none.</summary>
    /// <param name="duration">In minutes.</param>
    public async Task<IReadOnlyList<Warning>> OverlapsAsync(string professorId, string sessionId, DateTimeOffset start, int duration, CancellationToken cancellationToken)
    {
        var (end, looked) = (start.AddMinutes(duration), 0);
        await foreach (var other in lists.OfProfessorAsync(professorId, null, OverlapsLookedFor, cancellationToken))
        {
            if (!other.IsOver && other.SessionId != sessionId && other.StartTime < end && start < other.StartTime.AddMinutes(other.Duration))
                return [new(Overlaps, $"Another session of this professor is planned at the same time: {other.SessionId}.")];
            if (++looked == OverlapsLookedFor) break;
        }

        return [];
    }

    /// <param name="New">Ids of students who are not in the roster yet.</param>
    public sealed record PlannedRooms(IReadOnlyList<PlannedRoom> Rooms, IReadOnlyList<string> New, IReadOnlyList<Warning> Warnings);
}
