using ZoomSimulator.Clock;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Rest;

/// <summary><c>GET /meetings/{id}/recordings</c>: after meetings with <c>auto_recording: cloud</c>.</summary>
internal static class RecordingEndpoints
{
    public static void Map(IEndpointRouteBuilder v2) =>
        v2.MapGet("/meetings/{id}/recordings", Get).Costs(RateCategory.Light, ScopeCatalog.Recordings);

    private static IResult Get(string id, MeetingStore store, SimClock clock, HttpContext context)
    {
        if (MeetingReference.Run(store, id, context, run => run.Recorded) is not var (meeting, run))
            return new ZoomError(404, 3301, "This recording does not exist.");
        lock (meeting.Gate)
            return Answers.Json(RecordingEvents.Recording(meeting, run, isProcessing: run.ProcessingUntil > clock.Now));
    }
}
