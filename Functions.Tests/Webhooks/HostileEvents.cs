using System.Globalization;

namespace Functions.Tests.Webhooks;

/// <summary>The seed corpus: one body of each kind of event, shaped as Zoom's documentation and recorded traffic show them.</summary>
internal static class HostileEvents
{
    private static readonly string[] Names =
        ["Alice Anderson", "Bob Brown", "Charlie Chen", "Diana Diaz", "Zoë O'Neil", "Łukasz \\\"Luk\\\" Ł", "李雷", "\\uD83D\\uDE92 Fire", "guest", "A. Very. Long. Name. Of. Somebody. Who. Never. Stops"];

    private static readonly string[] Rooms = ["nDE0Yb1vQ3uA==", "/r0om/two==", "room-3", "a b+c"];

    private static readonly Func<Random, string, DateTimeOffset, string>[] Makers =
    [
        (r, m, at) => Meeting("meeting.started", m, at, $"\"start_time\":\"{Time(at)}\""),
        (r, m, at) => Meeting("meeting.ended", m, at, $"\"start_time\":\"{Time(at.AddMinutes(-30))}\",\"end_time\":\"{Time(at)}\""),
        (r, m, at) => Person("meeting.participant_joined", r, m, at, "join_time"),
        (r, m, at) => Person("meeting.participant_left", r, m, at, "leave_time", leave: true),
        (r, m, at) => Person("meeting.participant_joined_breakout_room", r, m, at, "join_time", room: true),
        (r, m, at) => Person("meeting.participant_left_breakout_room", r, m, at, "leave_time", room: true, leave: true),
        (r, m, at) => Person("meeting.participant_joined_waiting_room", r, m, at, "date_time"),
        (r, m, at) => Person("meeting.participant_left_waiting_room", r, m, at, "date_time"),
        (r, m, at) => Person("meeting.participant_admitted", r, m, at, "date_time"),
        (r, m, at) => Person("meeting.participant_role_changed", r, m, at, "date_time", role: true),
        (r, m, at) => $$$"""{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":{{{at.ToUnixTimeMilliseconds()}}}}""",
        (r, m, at) => Recording(m, at, $$$"""{"id":"{{{r.Next(100)}}}","recording_start":"{{{Time(at.AddHours(-2))}}}","recording_end":"{{{Time(at.AddHours(-1))}}}","file_type":"MP4","file_size":123456789012,"play_url":"https://zoom.us/rec/play/x","status":"completed"},{"recording_start":"","recording_end":"","file_type":"TIMELINE"}"""),
        (r, m, at) => Recording($"\"{m}\"", at, ""),
        (r, m, at) => """{"event":"app_deauthorized","payload":{"account_id":"acc","user_id":"u","signature":"s","deauthorization_time":"2026-03-01T10:00:00Z","client_id":"c","event_ts":"1772359200000"}}""",
    ];

    public static int Kinds => Makers.Length;

    /// <param name="meeting">The meeting's number; Zoom writes it as text or as a number.</param>
    public static string Make(Random random, string meeting, DateTimeOffset at) => Make(random.Next(Makers.Length), random, meeting, at);

    public static string Make(int kind, Random random, string meeting, DateTimeOffset at) => Makers[kind](random, meeting, at);

    private static string Meeting(string name, string meeting, DateTimeOffset at, string times) =>
        $$$"""{"event":"{{{name}}}","event_ts":{{{at.ToUnixTimeMilliseconds()}}},"payload":{"account_id":"acc","object":{"duration":60,{{{times}}},"timezone":"America/Los_Angeles","topic":"Recursion","id":"{{{meeting}}}","type":2,"uuid":"4444AAAiAAAAAiAiAiiAii==","host_id":"x1yCzABCDEfg23HiJKl4mN"}} }""";

    private static string Recording(string id, DateTimeOffset at, string files) =>
        $$$"""{"event":"recording.completed","event_ts":{{{at.ToUnixTimeMilliseconds()}}},"payload":{"account_id":"acc","object":{"id":{{{id}}},"uuid":"4444AAAiAAAAAiAiAiiAii==","host_id":"h","start_time":"{{{Time(at.AddHours(-2))}}}","duration":60,"share_url":"https://zoom.us/rec/share/x","password":"p","recording_play_passcode":"q","recording_files":[{{{files}}}]}},"download_token":"abJhbGciOiJIUzI1NiJ9"}""";

    private static string Person(string name, Random r, string meeting, DateTimeOffset at, string timeField, bool room = false, bool leave = false, bool role = false)
    {
        var who = r.Next(Names.Length);
        var id = r.Next(3) == 0 ? meeting : $"\"{meeting}\"";
        var roomField = room ? $"\"breakout_room_uuid\":\"{Rooms[r.Next(Rooms.Length)]}\"," : "";
        var userId = room ? $"16778{who}0{Time(at)}:000" : $"{16_778_240 + r.Next(1000)}";
        var participant =
            $$"""{"user_id":"{{userId}}",{{(room ? $"\"parent_user_id\":\"{16_778_240 + who}\"," : "")}}"user_name":"{{Names[who]}}","participant_uuid":"{{(r.Next(8) == 0 ? "" : $"55555AAAiAAAAAiAiAiiAii-{who}")}}","id":"{{(r.Next(4) == 0 ? "iFxeBPYun6SAiWUzBcEkX" : "")}}","participant_user_id":"","email":"{{(r.Next(4) == 0 ? $"student{who}@example.edu" : "")}}","registrant_id":"{{(r.Next(6) == 0 ? "abcdefghij0-klmnopq23456" : "")}}","{{timeField}}":"{{Time(at)}}"{{(leave ? ",\"leave_reason\":\"left the meeting. Reason : left the meeting\"" : "")}}{{(role ? ",\"old_role\":\"attendee\",\"new_role\":\"co-host\"" : "")}},"public_ip":"203.0.113.7","customer_key":"349589LkJyeW","phone_number":"8615250064084"}""";
        var payload =
            $$$"""{"account_id":"acc","object":{{{{roomField}}}"uuid":"4444AAAiAAAAAiAiAiiAii==","participant":{{{participant}}},"id":{{{id}}},"type":2,"topic":"Recursion","host_id":"x1yCzABCDEfg23HiJKl4mN","duration":60,"start_time":"{{{Time(at.AddMinutes(-10))}}}","timezone":"America/Los_Angeles"}}""";

        // Zoom's key order varies.
        return r.Next(2) == 0
            ? $$"""{"payload":{{payload}},"event_ts":{{at.ToUnixTimeMilliseconds()}},"event":"{{name}}"}"""
            : $$"""{"event":"{{name}}","event_ts":{{at.ToUnixTimeMilliseconds()}},"payload":{{payload}}}""";
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
