using System.Text.Json.Nodes;
using ZoomSimulator.Clock;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Users;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Rest;

/// <summary><c>POST /users/{userId}/meetings</c>.</summary>
internal sealed class CreateMeeting(
    UserDirectory users, MeetingStore store, DailyHostQuota quota, Identifiers ids, EventPublisher events, EngineSettings switches,
        SimClock clock)
{
    private const int Instant = 1;
    private const int Scheduled = 2;
    private const int RecurringAnyTime = 3;

    public static void Map(IEndpointRouteBuilder v2) => v2
        .MapPost("/users/{userId}/meetings", (CreateMeeting create, string userId, HttpContext context) =>
            create.HandleAsync(userId, context))
        .Costs(RateCategory.Light, ScopeCatalog.CreateMeeting);

    private async Task<IResult> HandleAsync(string userId, HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context.Request, context.RequestAborted);
        if (users.Find(userId) is not { } host)
            return ZoomError.NoUser(userId);
        if (body is null)
            return ZoomError.BodyNotJson;
        var (input, errors) = MeetingInput.Read(body);
        if (errors.Count > 0)
            return ZoomError.Fields(errors);
        if (Refusal(host, input) is { } refusal)
            return refusal;
        if (!quota.TryUse(host.Id))
            return DailyHostQuota.Refusal(context);

        var meeting = Add(host, input);
        lock (meeting.Gate)
        {
            events.Publish(MeetingEvents.Created(meeting, MeetingJson.JoinUrl(meeting, context.Request)));
            return Answers.Json(MeetingJson.Details(meeting, context.Request), StatusCodes.Status201Created);
        }
    }

    private static ZoomError? Refusal(ZoomUser host, MeetingInput input)
    {
        if (!host.MayHost)
            return new ZoomError(400, 3161, "Meeting hosting and scheduling capabilities are not allowed for your user account.");
        if (input.ScheduleFor is not { Length: > 0 } other)
            return null;
        if (input.Type == Instant)
            return new ZoomError(400, 3000,
                "Instant meetings do not support the schedule_for parameter and you can't schedule a meeting for another user.");
        return other == host.Email || other == host.Id ? null : new ZoomError(400, 3000, $"You cannot schedule a meeting for {other}.");
    }

    // A recurring meeting without fixed times takes no registrations, whatever is asked.
    private static JsonObject SettingsOf(ZoomUser host, MeetingInput input)
    {
        var settings = MeetingSettings.Merge(old: null, input.Settings, host);
        if (input.Type == RecurringAnyTime)
            settings["approval_type"] = 2;
        return settings;
    }

    private Meeting Add(ZoomUser host, MeetingInput input)
    {
        while (true)
        {
            var meeting = New(host, input, clock.Now);
            if (store.Add(meeting))
                return meeting;
        }
    }

    private Meeting New(ZoomUser host, MeetingInput input, DateTimeOffset now) => new()
    {
        Id = ids.MeetingId(),
        Uuid = ids.MeetingUuid(),
        HostId = host.Id,
        HostEmail = host.Email,
        CreatedAt = now,
        Topic = input.Topic is { Length: > 0 } topic ? topic : "Zoom Meeting",
        Type = input.Type ?? Scheduled,
        StartTime = input.StartTime is { } start && start > now ? start : now,
        Duration = input.Duration ?? 60,
        Timezone = input.Timezone ?? "UTC",
        Agenda = input.Agenda ?? "",
        Password = input.Password is { Length: > 0 } password ? password : Identifiers.Passcode(),
        Recurrence = input.Type == Occurrences.RecurringFixed ? input.Recurrence ?? new JsonObject { ["type"] = 1 } : null,
        Settings = RoomPlan.AsTaken(SettingsOf(host, input), switches.Now.Rooms),
    };
}
