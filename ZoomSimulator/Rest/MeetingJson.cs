using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Rest;

/// <summary>How the REST API shows a meeting. Call under the meeting's gate.</summary>
internal static class MeetingJson
{
    private const int AgendaInLists = 250;

    public static JsonObject Details(Meeting meeting, HttpRequest request)
    {
        var json = Common(meeting, request);
        json["host_email"] = meeting.HostEmail;
        json["status"] = meeting.Live is null ? "waiting" : "started";
        json["agenda"] = meeting.Agenda;
        json["assistant_id"] = "";
        json["start_url"] = $"{Origin(request)}/s/{meeting.NumberText}?zak={Identifiers.Zak()}";
        json["password"] = meeting.Password;
        json["h323_password"] = meeting.Password;
        json["pstn_password"] = meeting.Password;
        json["encrypted_password"] = meeting.Password;
        json["pre_schedule"] = false;
        json["creation_source"] = "open_api";
        json["settings"] = meeting.Settings.DeepClone();
        if (meeting.NeedsRegistration)
            json["registration_url"] = $"{Origin(request)}/meeting/register/{meeting.NumberText}";
        if (meeting.Recurrence is { } recurrence)
            (json["recurrence"], json["occurrences"]) = (recurrence.DeepClone(), Occurrences.Json(meeting));
        return json;
    }

    public static JsonObject ListItem(Meeting meeting, HttpRequest request)
    {
        var json = Common(meeting, request);
        json["agenda"] = meeting.Agenda.Length > AgendaInLists ? meeting.Agenda[..AgendaInLists] : meeting.Agenda;
        return json;
    }

    private static JsonObject Common(Meeting meeting, HttpRequest request) => new()
    {
        ["uuid"] = meeting.Uuid,
        ["id"] = meeting.Id,
        ["host_id"] = meeting.HostId,
        ["topic"] = meeting.Topic,
        ["type"] = meeting.Type,
        ["start_time"] = Wire.Time(meeting.StartTime),
        ["duration"] = meeting.Duration,
        ["timezone"] = meeting.Timezone,
        ["created_at"] = Wire.Time(meeting.CreatedAt),
        ["join_url"] = JoinUrl(meeting, request),
    };

    public static string JoinUrl(Meeting meeting, HttpRequest request) =>
        $"{Origin(request)}/j/{meeting.NumberText}?pwd={meeting.Password}";

    public static string Origin(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
