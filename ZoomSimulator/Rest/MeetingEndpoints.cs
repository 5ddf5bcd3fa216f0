using ZoomSimulator.Clock;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Users;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Rest;

/// <summary>Get, update, delete and end: <c>/meetings/{meetingId}</c>.</summary>
internal sealed class MeetingEndpoints(
    MeetingStore store,
    MeetingLifecycle lifecycle,
    UserDirectory users,
    DailyHostQuota quota,
    EventPublisher events,
    EngineSettings settings,
    SimClock clock)
{
    public static void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/meetings/{id}", (MeetingEndpoints meetings, string id, HttpRequest request) => meetings.Get(id, request))
            .Costs(RateCategory.Light, ScopeCatalog.ReadMeeting);
        v2.MapPatch("/meetings/{id}", (MeetingEndpoints meetings, string id, HttpContext context) => meetings.UpdateAsync(id, context))
            .Costs(RateCategory.Light, ScopeCatalog.UpdateMeeting);
        v2.MapDelete("/meetings/{id}", (MeetingEndpoints meetings, string id) => meetings.Delete(id))
            .Costs(RateCategory.Light, ScopeCatalog.DeleteMeeting);
        v2.MapPut("/meetings/{id}/status", (MeetingEndpoints meetings, string id, HttpRequest request) => meetings.ChangeStatusAsync(id, request))
            .Costs(RateCategory.Light, ScopeCatalog.MeetingStatus);
    }

    private IResult Get(string id, HttpRequest request)
    {
        if (Find(id) is not { } meeting)
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
            return Answers.Json(MeetingJson.Details(meeting, request));
    }

    private async Task<IResult> UpdateAsync(string id, HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context.Request, context.RequestAborted);
        if (Find(id) is not { } meeting)
            return ZoomError.NoMeeting(id);
        if (body is null)
            return ZoomError.BodyNotJson;
        var (input, errors) = MeetingInput.Read(body);
        if (errors.Count > 0)
            return ZoomError.Fields(errors);
        if (input.ScheduleFor is { Length: > 0 } other && other != meeting.HostEmail && other != meeting.HostId)
            return new ZoomError(400, 3000, $"You cannot schedule a meeting for {other}.");
        if (!quota.TryUse(meeting.HostId))
            return DailyHostQuota.Refusal(context);

        lock (meeting.Gate)
        {
            if (meeting.Live is not null)
                return new ZoomError(400, 3000, "Cannot update a meeting that has already started.");
            Apply(meeting, input);
            store.Changed(meeting);
            events.Publish(MeetingEvents.Updated(meeting));
        }
        return Answers.NoContent;
    }

    private void Apply(Meeting meeting, MeetingInput input)
    {
        meeting.Topic = input.Topic ?? meeting.Topic;
        meeting.Duration = input.Duration ?? meeting.Duration;
        meeting.Timezone = input.Timezone ?? meeting.Timezone;
        meeting.Agenda = input.Agenda ?? meeting.Agenda;
        meeting.Password = input.Password ?? meeting.Password;
        // Unlike at creation, a start in the past does not become "now" here: it is ignored.
        if (input.StartTime is { } start && start > clock.Now)
            meeting.StartTime = start;
        if (input.Settings is not null)
            meeting.Settings = MeetingSettings.Merge(meeting.Settings, input.Settings, users.Find(meeting.HostId) ?? new ZoomUser(meeting.HostEmail));
    }

    private IResult Delete(string id)
    {
        if (Find(id) is not { } meeting)
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
        {
            if (meeting.Live is not null)
                return new ZoomError(400, 3002, "Sorry, you cannot delete this meeting since it is in progress.");
            store.Remove(meeting);
            events.Publish(MeetingEvents.Deleted(meeting));
        }
        return Answers.NoContent;
    }

    private async Task<IResult> ChangeStatusAsync(string id, HttpRequest request)
    {
        var body = await RequestBody.ReadObjectAsync(request, request.HttpContext.RequestAborted);
        if (Find(id) is not { } meeting)
            return ZoomError.NoMeeting(id);
        if (body is null)
            return ZoomError.BodyNotJson;
        var action = body["action"] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (action is not ("end" or "recover"))
            return ZoomError.Fields([new FieldError("action", "Invalid parameter: action.")]);
        if (action is "end" && lifecycle.End(meeting.Id).Refusal is not null && settings.Now.RefuseEndWhenIdle)
            return new ZoomError(400, 3000, "This meeting is not running.");
        return Answers.NoContent;
    }

    private Meeting? Find(string id) => MeetingReference.ByNumber(store, id);
}
