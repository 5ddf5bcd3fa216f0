using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;

namespace ZoomSimulator.Rest;

/// <summary>The participant report (ended meetings, paid plans) and the dashboard's list (Business plans only).</summary>
internal static class ParticipantReports
{
    private static readonly ZoomError NeedsDashboard = new(400, 200,
        "This API is only available for ZMP and Business or higher accounts that have enabled the Dashboard feature.");

    public static void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/report/meetings/{id}/participants", Report).Costs(RateCategory.Heavy, ScopeCatalog.ParticipantReport);
        v2.MapGet("/metrics/meetings/{id}/participants", Metrics).Costs(RateCategory.Heavy, ScopeCatalog.Dashboard);
    }

    private static IResult Report(string id, MeetingStore store, PageTokens pages, PaidPlan paid, HttpContext context)
    {
        if (paid.Refusal is { } refusal)
            return refusal;
        if (MeetingReference.EndedRun(store, id, context) is not var (meeting, run))
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
            return pages.Page(context.Request, "participants", [.. ParticipantRows.WithWaiting(run).Select(row => row.Report(WantsRegistrant(context)))]);
    }

    private static IResult Metrics(string id, MeetingStore store, PageTokens pages, RateLimiter limiter, HttpContext context)
    {
        if (limiter.Plan != AccountPlan.Business)
            return NeedsDashboard;
        // Who has left stays in the live list, with the time.
        var past = context.Request.Query["type"].ToString() is "past" or "pastOne";
        if (MeetingReference.Run(store, id, context, run => (run.EndedAt is not null) == past) is not var (meeting, run))
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
            return pages.Page(context.Request, "participants", [.. ParticipantRows.WithWaiting(run).Select(row => row.Metrics(WantsRegistrant(context)))]);
    }

    private static bool WantsRegistrant(HttpContext context) =>
        context.Request.Query["include_fields"].ToString().Contains("registrant_id", StringComparison.Ordinal);
}
