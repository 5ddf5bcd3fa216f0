using ZoomSimulator.Meetings;

namespace ZoomSimulator.Control;

internal sealed record RejoinRequest(
    bool NewUuid = false, string? Name = null, string? Email = null, bool? SignedIn = null, string? RegistrantId = null,
        bool Admit = false);

internal sealed record RenameRequest(string Name);

internal sealed record RoleRequest(string Role);

/// <summary><c>{person}</c> is a participant uuid, or a name only one person in the meeting has.</summary>
internal static class PeopleControls
{
    public static void Map(IEndpointRouteBuilder sim)
    {
        var people = sim.MapGroup("/meetings/{id:long}/participants");
        people.MapPost("", (long id, Arrival body, MeetingEngine engine) => body is { Name: null or "", JoinUrl: null, RegistrantId: null }
            ? ControlGate.Problem(400, "Give a name, or a registrant's join_url or registrant_id.")
            : Person(engine, id, engine.People.Join(id, body)));
        people.MapPost("/admit-all", (long id, MeetingEngine engine) => MeetingControls.Shown(engine, id, engine.People.AdmitAll(id)));
        people.MapPost("/{person}/admit", (long id, string person, MeetingEngine engine) =>
            Person(engine, id, engine.People.Admit(id, person)));
        people.MapPost("/{person}/leave", (long id, string person, MeetingEngine engine) =>
            Person(engine, id, engine.People.Leave(id, person)));
        people.MapPost("/{person}/drop", (long id, string person, MeetingEngine engine) =>
            Person(engine, id, engine.People.Drop(id, person)));
        people.MapPost("/{person}/rejoin", (long id, string person, MeetingEngine engine, RejoinRequest? body) =>
            Person(engine, id, engine.People.Rejoin(id, person, ArrivalOf(body, person, engine, id), body?.NewUuid ?? false)));
        people.MapPost("/{person}/rename", (long id, string person, RenameRequest body, MeetingEngine engine) =>
            Person(engine, id, engine.People.Rename(id, person, body.Name)));
        people.MapPost("/{person}/role", (long id, string person, RoleRequest body, MeetingEngine engine) =>
            Person(engine, id, engine.People.ChangeRole(id, person, body.Role)));
    }

    public static IResult Person(MeetingEngine engine, long id, Outcome<Participant> outcome) => ControlApi.Answer(
        outcome, person => engine.Live.Read<PersonView>(id, meeting => MeetingView.Person(meeting.Runs.LastOrDefault(), person)).Required);

    /// <summary>What is not given stays as it was; an empty e-mail makes them a guest.</summary>
    private static Arrival? ArrivalOf(RejoinRequest? body, string person, MeetingEngine engine, long id)
    {
        if (body is null)
            return null;
        var before = engine.Live.WithPerson(id, person, (_, _, someone) => someone).Value;
        return new Arrival(body.Name ?? before?.Name ?? person, body.Email ?? before?.Email, body.SignedIn,
            body.RegistrantId ?? before?.RegistrantId, body.Admit);
    }
}
