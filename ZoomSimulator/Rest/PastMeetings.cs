using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Users;

namespace ZoomSimulator.Rest;

/// <summary><c>/past_meetings/…</c>: ended instances, by number (the latest) or uuid.</summary>
internal static class PastMeetings
{
    public static void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/past_meetings/{id}", Get).Costs(RateCategory.Light, ScopeCatalog.PastMeeting);
        v2.MapGet("/past_meetings/{id}/participants", Participants).Costs(RateCategory.Medium, ScopeCatalog.PastParticipants);
        v2.MapGet("/past_meetings/{id}/instances", Instances).Costs(RateCategory.Medium, ScopeCatalog.PastInstances);
    }

    private static IResult Get(string id, MeetingStore store, PaidPlan paid, HttpContext context)
    {
        if (paid.Refusal is { } refusal)
            return refusal;
        if (MeetingReference.EndedRun(store, id, context) is not var (meeting, run))
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
        {
            var end = run.EndedAt ?? run.StartedAt;
            return Answers.Json(new JsonObject
            {
                ["id"] = meeting.Id,
                ["uuid"] = run.Uuid,
                ["host_id"] = meeting.HostId,
                ["type"] = meeting.Type,
                ["topic"] = meeting.Topic,
                ["user_name"] = new ZoomUser(meeting.HostEmail).DisplayName,
                ["user_email"] = meeting.HostEmail,
                ["start_time"] = Wire.Time(run.StartedAt),
                ["end_time"] = Wire.Time(end),
                ["duration"] = (int)Math.Ceiling((end - run.StartedAt).TotalMinutes),
                ["total_minutes"] = (int)run.People.SelectMany(person => person.Stays)
                    .Sum(stay => ((stay.To ?? end) - stay.From).TotalMinutes),
                ["participants_count"] = run.People.Count(person => person.Stays.Count > 0),
                ["dept"] = "",
                ["source"] = "Zoom",
                ["has_meeting_summary"] = false,
            });
        }
    }

    private static IResult Participants(string id, MeetingStore store, PageTokens pages, PaidPlan paid, HttpContext context)
    {
        if (paid.Refusal is { } refusal)
            return refusal;
        if (MeetingReference.EndedRun(store, id, context) is not var (meeting, run))
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
        {
            // Zoom lists nobody for a meeting that only one person was in.
            var rows = run.People.Count > 1 ? ParticipantRows.WithWaiting(run) : [];
            return pages.Page(context.Request, "participants", [.. rows.Select(row => row.Past())]);
        }
    }

    private static IResult Instances(string id, MeetingStore store)
    {
        if (MeetingReference.ByNumber(store, id) is not { } meeting)
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
        {
            return Answers.Json(new JsonObject
            {
                ["meetings"] = new JsonArray([.. meeting.Runs.Where(run => run.EndedAt is not null).Select(run =>
                    new JsonObject { ["uuid"] = run.Uuid, ["start_time"] = Wire.Time(run.StartedAt) })]),
            });
        }
    }
}
