using ZoomSimulator.Clock;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Rest;

/// <summary><c>GET /meetings/{id}/recordings</c>: after meetings with <c>auto_recording: cloud</c>.</summary>
internal static class RecordingEndpoints
{
    private const string DownloadToken = "download_access_token";

    public static void Map(IEndpointRouteBuilder v2) =>
        v2.MapGet("/meetings/{id}/recordings", Get).Costs(RateCategory.Light, ScopeCatalog.Recordings);

    private static IResult Get(string id, MeetingStore store, SimulatorOptions options, SimClock clock, HttpContext context)
    {
        if (MeetingReference.Run(store, id, context, run => run.Recorded) is not var (meeting, run))
            return new ZoomError(404, 3301, "This recording does not exist.");
        lock (meeting.Gate)
        {
            var recording = RecordingEvents.Recording(meeting, run, options.AccountId, isProcessing: run.ProcessingUntil > clock.Now);
            // A number in events, a text here.
            recording["type"] = Wire.Text(meeting.Type);
            if (context.Request.Query["include_fields"].ToString().Contains(DownloadToken, StringComparison.Ordinal))
                recording[DownloadToken] = Identifiers.Zak();
            return Answers.Json(recording);
        }
    }
}
