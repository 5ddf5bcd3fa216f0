using System.Globalization;
using System.Text.Json.Nodes;
using ZoomSimulator.Clock;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Users;

namespace ZoomSimulator.Rest;

/// <summary><c>GET /users/{userId}/meetings</c>. Instant meetings are never in it.</summary>
internal sealed class ListMeetings(UserDirectory users, MeetingStore store, PageTokens pages, SimClock clock)
{
    private const int Instant = 1;

    public static void Map(IEndpointRouteBuilder v2) => v2
        .MapGet("/users/{userId}/meetings", (ListMeetings list, string userId, HttpRequest request) => list.Handle(userId, request))
        .Costs(RateCategory.Medium, ScopeCatalog.ListMeetings);

    private IResult Handle(string userId, HttpRequest request)
    {
        if (users.Find(userId) is not { } host)
            return ZoomError.NoUser(userId);
        var type = request.Query["type"].ToString() is { Length: > 0 } given ? given : "scheduled";
        if (type is not ("scheduled" or "live" or "upcoming" or "upcoming_meetings" or "previous_meetings"))
            return ZoomError.Fields([new FieldError("type", "Invalid parameter: type.")]);
        var (from, to) = (Day(request, "from"), Day(request, "to"));
        var items = new List<JsonObject>();
        foreach (var meeting in store.HostedBy(host.Id))
        {
            lock (meeting.Gate)
            {
                if (Belongs(meeting, type) && !(meeting.StartTime.UtcDateTime.Date < from) && !(meeting.StartTime.UtcDateTime.Date > to))
                    items.Add(MeetingJson.ListItem(meeting, request));
            }
        }
        return pages.Page(request, "meetings", items);
    }

    private bool Belongs(Meeting meeting, string type) => meeting.Type != Instant && type switch
    {
        "live" => meeting.Live is not null,
        "previous_meetings" => meeting.Runs.Exists(run => run.EndedAt is not null),
        "scheduled" => true,
        _ => meeting.StartTime.AddMinutes(meeting.Duration) > clock.Now,
    };

    private static DateTime? Day(HttpRequest request, string name) =>
        DateTime.TryParseExact(request.Query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
