using ZoomSimulator.Meetings;

namespace ZoomSimulator.Control;

internal sealed record StartRequest(string? HostName = null);

internal static class MeetingControls
{
    public static void Map(IEndpointRouteBuilder sim)
    {
        sim.MapGet("/meetings", (MeetingStore store) => Results.Ok(new { meetings = store.All.Select(Summary) }));
        sim.MapGet("/meetings/{id:long}", (long id, LiveAccess live) => Show(id, live));
        sim.MapPost("/meetings/{id:long}/start", (long id, MeetingEngine engine, StartRequest? body) =>
            Shown(engine, id, engine.Lifecycle.Start(id, body?.HostName)));
        sim.MapPost("/meetings/{id:long}/end", (long id, MeetingEngine engine) => Shown(engine, id, engine.Lifecycle.End(id)));
        sim.MapPost("/meetings/{id:long}/recordings/complete", (long id, MeetingEngine engine) => Shown(engine, id, engine.Recordings.Complete(id)));
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
