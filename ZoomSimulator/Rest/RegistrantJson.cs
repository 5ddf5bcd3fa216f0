using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Rest;

/// <summary>How the REST API shows registrants.</summary>
internal static class RegistrantJson
{
    /// <summary>After registering: who waits for approval has no link yet.</summary>
    public static JsonObject Added(Meeting meeting, Registrant registrant, HttpRequest request)
    {
        var json = new JsonObject
        {
            ["id"] = meeting.Id,
            ["registrant_id"] = registrant.Id,
            ["topic"] = meeting.Topic,
            ["start_time"] = Wire.Time(meeting.StartTime),
            ["participant_pin_code"] = registrant.PinCode,
        };
        if (meeting.Type == Occurrences.RecurringFixed)
            json["occurrences"] = Occurrences.Json(meeting);
        return WithLink(json, meeting, registrant, request);
    }

    public static JsonObject InBatch(Meeting meeting, Registrant registrant, HttpRequest request) => WithLink(
        new JsonObject { ["email"] = registrant.Email, ["registrant_id"] = registrant.Id, ["participant_pin_code"] = registrant.PinCode },
        meeting, registrant, request);

    public static JsonObject Details(Meeting meeting, Registrant registrant, HttpRequest request) => WithLink(
        new JsonObject
        {
            ["id"] = registrant.Id,
            ["email"] = registrant.Email,
            ["first_name"] = registrant.FirstName,
            ["last_name"] = registrant.LastName,
            ["status"] = registrant.Status.ToString().ToLowerInvariant(),
            ["create_time"] = Wire.Time(registrant.CreatedAt),
            ["participant_pin_code"] = registrant.PinCode,
        },
        meeting, registrant, request);

    private static JsonObject WithLink(JsonObject json, Meeting meeting, Registrant registrant, HttpRequest request)
    {
        if (registrant.Status == RegistrantStatus.Approved)
            json["join_url"] = $"{MeetingJson.Origin(request)}/w/{meeting.NumberText}?tk={registrant.Token}&pwd={meeting.Password}";
        return json;
    }
}
