using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Control;

internal sealed record StartRequest(string? HostName = null);

/// <summary>What the host changes in Zoom's web portal; what is not given stays.</summary>
internal sealed record PortalRequest(
    string? Topic = null, DateTimeOffset? StartTime = null, int? Duration = null, IReadOnlyList<PortalRoom>? Rooms = null)
{
    public MeetingChange ToChange() => new()
    {
        Topic = Topic,
        StartTime = StartTime,
        Duration = Duration,
        Settings = Rooms is null ? null : new JsonObject { ["breakout_room"] = RoomPlan.Write([.. Rooms.Select(room => room.ToPlan())]) },
    };
}

internal sealed record PortalRoom(string Name, IReadOnlyList<string>? Participants = null)
{
    public PlannedRoom ToPlan() => new(Name, Participants ?? []);
}

internal static class MeetingControls
{
    public static void Map(IEndpointRouteBuilder sim)
    {
        sim.MapGet("/meetings", (MeetingStore store) => Results.Ok(new { meetings = store.All.Select(Summary) }));
        sim.MapGet("/meetings/{id:long}", (long id, LiveAccess live) => Show(id, live));
        sim.MapPatch("/meetings/{id:long}", (long id, PortalRequest body, MeetingEngine engine) =>
            Shown(engine, id, engine.Planning.Change(id, body.ToChange())));
        sim.MapDelete("/meetings/{id:long}", (long id, MeetingEngine engine) => ControlApi.Answer(engine.Planning.Delete(id), Summary));
        sim.MapPost("/meetings/{id:long}/start", (long id, MeetingEngine engine, StartRequest? body) =>
            Shown(engine, id, engine.Lifecycle.Start(id, body?.HostName)));
        sim.MapPost("/meetings/{id:long}/end", (long id, MeetingEngine engine) => Shown(engine, id, engine.Lifecycle.End(id)));
        sim.MapPost("/meetings/{id:long}/recordings/complete", (long id, MeetingEngine engine) =>
            Shown(engine, id, engine.Recordings.Complete(id)));
    }

    /// <summary>After a change: the whole meeting, or why it was refused.</summary>
    public static IResult Shown<T>(MeetingEngine engine, long id, Outcome<T> outcome)
        where T : class =>
        outcome.Refusal is null ? Show(id, engine.Live) : ControlApi.Answer(outcome, value => value);

    private static IResult Show(long id, LiveAccess live) =>
        ControlApi.Answer(live.Read<MeetingView>(id, MeetingViewOf), view => view);

    private static Outcome<MeetingView> MeetingViewOf(Meeting meeting) => MeetingView.Of(meeting);

    private static MeetingSummary Summary(Meeting meeting)
    {
        lock (meeting.Gate)
            return MeetingView.Summary(meeting);
    }
}
