using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;

namespace ZoomSimulator.Rest;

/// <summary><c>/meetings/{meetingId}/registrants</c> and <c>/batch_registrants</c>.</summary>
internal sealed class RegistrantEndpoints(MeetingStore store, Registrations registrations, PageTokens pages)
{
    private const int MostInBatch = 30;
    private const int Scheduled = 2;

    public static void Map(IEndpointRouteBuilder v2)
    {
        v2.MapPost("/meetings/{id}/registrants", (RegistrantEndpoints all, string id, HttpContext context) => all.AddAsync(id, context))
            .Costs(RateCategory.Light, ScopeCatalog.AddRegistrant);
        v2.MapPost("/meetings/{id}/batch_registrants", (RegistrantEndpoints all, string id, HttpContext context) =>
            all.AddManyAsync(id, context))
            .Costs(RateCategory.Heavy, ScopeCatalog.AddRegistrants);
        v2.MapGet("/meetings/{id}/registrants", (RegistrantEndpoints all, string id, HttpRequest request) => all.List(id, request))
            .Costs(RateCategory.Medium, ScopeCatalog.ListRegistrants);
        v2.MapGet("/meetings/{id}/registrants/{registrant}", (RegistrantEndpoints all, string id, string registrant, HttpRequest request) =>
            all.WithRegistrant(id, registrant, (meeting, someone) => Answers.Json(RegistrantJson.Details(meeting, someone, request))))
            .Costs(RateCategory.Light, ScopeCatalog.ReadRegistrant);
        v2.MapDelete("/meetings/{id}/registrants/{registrant}", (RegistrantEndpoints all, string id, string registrant) =>
            all.Delete(id, registrant))
            .Costs(RateCategory.Light, ScopeCatalog.DeleteRegistrant);
        v2.MapPut("/meetings/{id}/registrants/status", (RegistrantEndpoints all, string id, HttpContext context) =>
            all.ChangeStatusAsync(id, context))
            .Costs(RateCategory.Medium, ScopeCatalog.RegistrantStatus);
    }

    private async Task<IResult> AddAsync(string id, HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context.Request, context.RequestAborted);
        return WithRegistration(id, meeting =>
        {
            if (body is null)
                return ZoomError.BodyNotJson;
            var (input, errors) = RegistrantBody.Read(body, "");
            if (errors.Count > 0)
                return ZoomError.Fields(errors);
            return Refusal(meeting, input) ?? (registrations.Add(meeting, input, meeting.ApprovesAtOnce) is { } registrant
                ? Answers.Json(RegistrantJson.Added(meeting, registrant, context.Request), StatusCodes.Status201Created)
                : TooOften(input.Email));
        });
    }

    private async Task<IResult> AddManyAsync(string id, HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context.Request, context.RequestAborted);
        return WithRegistration(id, meeting =>
        {
            if (meeting.Type != Scheduled)
                return new ZoomError(400, 303,
                    "This API can only be used for scheduled meeting(meeting type: 2). "
                    + "Batch registration is not supported for other meeting types.");
            if (body?["registrants"] is not JsonArray { Count: > 0 and <= MostInBatch } given || given.Any(item => item is not JsonObject))
                return ZoomError.Fields([new FieldError("registrants", "Invalid field.")]);
            var read = given.OfType<JsonObject>().Select((item, i) => RegistrantBody.Read(item, $"registrants[{i}].")).ToList();
            var errors = read.SelectMany(item => item.Errors).ToList();
            if (errors.Count > 0)
                return ZoomError.Fields(errors);
            var approved = meeting.ApprovesAtOnce || (body["auto_approve"] is JsonValue flag && flag.TryGetValue<bool>(out var on) && on);
            var added = new JsonArray();
            foreach (var (input, _) in read)
            {
                if (Refusal(meeting, input) is { } refusal)
                    return refusal;
                if (registrations.Add(meeting, input, approved) is not { } registrant)
                    return TooOften(input.Email);
                added.Add(RegistrantJson.InBatch(meeting, registrant, context.Request));
            }
            return Answers.Json(new JsonObject { ["registrants"] = added }, StatusCodes.Status201Created);
        });
    }

    private IResult List(string id, HttpRequest request)
    {
        var asked = request.Query["status"].ToString() is { Length: > 0 } given ? given : "approved";
        return WithMeeting(id, meeting => Enum.TryParse<RegistrantStatus>(asked, ignoreCase: true, out var status)
            ? pages.Page(request, "registrants",
                [.. meeting.Registrants.Where(r => r.Status == status).Select(r => RegistrantJson.Details(meeting, r, request))])
            : ZoomError.Fields([new FieldError("status", "Invalid field.")]));
    }

    private IResult Delete(string id, string registrant) => WithRegistrant(id, registrant, (meeting, someone) =>
    {
        registrations.Remove(meeting, someone);
        return Answers.NoContent;
    });

    private async Task<IResult> ChangeStatusAsync(string id, HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context.Request, context.RequestAborted);
        return WithRegistration(id, meeting =>
        {
            var (status, asked) = RegistrantBody.ReadStatus(body);
            if (status is not { } wanted)
                return ZoomError.Fields([new FieldError("action", "Invalid field.")]);
            var chosen = meeting.Registrants.FindAll(registrant => asked.Contains(registrant.Id) || asked.Contains(registrant.Email));
            return chosen.TrueForAll(registrant => registrations.TryChange(meeting, registrant, wanted)) ? Answers.NoContent
                : TooManyChanges;
        });
    }

    private IResult WithRegistrant(string id, string registrant, Func<Meeting, Registrant, IResult> act) => WithRegistration(id, meeting =>
        meeting.Registrants.Find(someone => string.Equals(someone.Id, registrant, StringComparison.Ordinal)) is { } found
            ? act(meeting, found)
            : new ZoomError(404, 404, $"Registrant {registrant} was not found."));

    private IResult WithRegistration(string id, Func<Meeting, IResult> act) => WithMeeting(id, meeting => meeting.NeedsRegistration
        ? act(meeting)
        : new ZoomError(404, 404, $"Registration has not been enabled for this meeting: {meeting.NumberText}."));

    private IResult WithMeeting(string id, Func<Meeting, IResult> act)
    {
        if (MeetingReference.ByNumber(store, id) is not { } meeting)
            return ZoomError.NoMeeting(id);
        lock (meeting.Gate)
            return act(meeting);
    }

    private static ZoomError? Refusal(Meeting meeting, RegistrantInput input) =>
        string.Equals(input.Email, meeting.HostEmail, StringComparison.OrdinalIgnoreCase)
            ? new ZoomError(400, 3027, "Host cannot register.") : null;

    private static ZoomError TooOften(string email) => new(429, 429,
        $"You have exceeded the daily rate limit of ({Registrations.PerDay}) for Add meeting registrant API requests "
        + $"for the registrant ({email}). You can resume these API requests at GMT 00:00:00.");

    private static ZoomError TooManyChanges { get; } = new(429, 429,
        $"You have exceeded the daily rate limit of ({Registrations.StatusChangesPerDay}) for Update registrant's status API requests. "
        + "You can resume these API requests at GMT 00:00:00.");
}
