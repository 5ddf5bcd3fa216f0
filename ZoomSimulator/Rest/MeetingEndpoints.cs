using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;

namespace ZoomSimulator.Rest;

/// <summary>Get, update, delete and end: <c>/meetings/{meetingId}</c>.</summary>
internal sealed class MeetingEndpoints(
    MeetingStore store,
    MeetingLifecycle lifecycle,
    MeetingPlanning planning,
    DailyHostQuota quota,
    EngineSettings settings)
{
    public static void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/meetings/{id}", (MeetingEndpoints meetings, string id, HttpRequest request) => meetings.Get(id, request))
            .Costs(RateCategory.Light, ScopeCatalog.ReadMeeting);
        v2.MapPatch("/meetings/{id}", (MeetingEndpoints meetings, string id, HttpContext context) => meetings.UpdateAsync(id, context))
            .Costs(RateCategory.Light, ScopeCatalog.UpdateMeeting);
        v2.MapDelete("/meetings/{id}", (MeetingEndpoints meetings, string id) => meetings.Delete(id))
            .Costs(RateCategory.Light, ScopeCatalog.DeleteMeeting);
        v2.MapPut("/meetings/{id}/status", (MeetingEndpoints meetings, string id, HttpRequest request) =>
            meetings.ChangeStatusAsync(id, request))
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

        var changed = planning.Change(meeting.Id, input.ToChange());
        return changed.Refusal is { } refusal ? Refused(refusal, 3000, id) : Answers.NoContent;
    }

    private IResult Delete(string id)
    {
        if (Find(id) is not { } meeting)
            return ZoomError.NoMeeting(id);
        return planning.Delete(meeting.Id).Refusal is { } refusal ? Refused(refusal, 3002, id) : Answers.NoContent;
    }

    private static ZoomError Refused(Refusal refusal, int code, string id) =>
        refusal.Kind is RefusalKind.NotFound ? ZoomError.NoMeeting(id) : new ZoomError(400, code, refusal.Detail);

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
