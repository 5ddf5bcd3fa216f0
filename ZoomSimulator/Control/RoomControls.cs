using System.Text.Json;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Control;

internal sealed record OpenRequest(bool MoveAssigned = false);

internal sealed record RecreateRequest(IReadOnlyList<string>? Names = null);

/// <summary>The room as its name, or its number as the host sees it (from 1).</summary>
internal sealed record MoveRequest(JsonElement Room);

internal static class RoomControls
{
    public static void Map(IEndpointRouteBuilder sim)
    {
        var meeting = sim.MapGroup("/meetings/{id:long}");
        meeting.MapPost("/rooms/open", (long id, MeetingEngine engine, OpenRequest? body) =>
            MeetingControls.Shown(engine, id, engine.Rooms.Open(id, body?.MoveAssigned ?? false)));
        meeting.MapPost("/rooms/close", (long id, MeetingEngine engine) => MeetingControls.Shown(engine, id, engine.Rooms.Close(id)));
        meeting.MapPost("/rooms/recreate", (long id, MeetingEngine engine, RecreateRequest? body) =>
            MeetingControls.Shown(engine, id, engine.Rooms.Recreate(id, body?.Names)));
        meeting.MapPost("/participants/{person}/move", (long id, string person, MoveRequest body, MeetingEngine engine) =>
            PeopleControls.Person(engine, id, engine.Rooms.Move(id, person, run => Choose(run, body.Room))));
        meeting.MapPost("/participants/{person}/return", (long id, string person, MeetingEngine engine) =>
            PeopleControls.Person(engine, id, engine.Rooms.Return(id, person)));
    }

    private static BreakoutRoom? Choose(MeetingRun run, JsonElement room) => room.ValueKind switch
    {
        JsonValueKind.Number when room.TryGetInt32(out var number) => run.Rooms.ElementAtOrDefault(number - 1),
        JsonValueKind.String => run.Rooms.Find(candidate => candidate.Name == room.GetString()) ?? run.Room(room.GetString()),
        _ => null,
    };
}
