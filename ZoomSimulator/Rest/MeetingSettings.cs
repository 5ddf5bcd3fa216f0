using System.Text.Json.Nodes;
using ZoomSimulator.Users;

namespace ZoomSimulator.Rest;

/// <summary>The <c>settings</c> of a meeting: checks, defaults, and where Zoom overrules the caller.</summary>
internal static class MeetingSettings
{
    public static void Check(JsonObject settings, List<FieldError> errors)
    {
        var reader = new FieldReader(settings, "settings.", errors);
        foreach (var flag in (ReadOnlySpan<string>)["host_video", "participant_video", "join_before_host", "waiting_room", "mute_upon_entry",
            "meeting_authentication", "email_notification"])
            reader.Flag(flag);
        reader.Number("jbh_time", minutes => minutes is 0 or 5 or 10 or 15);
        reader.Number("approval_type", type => type is >= 0 and <= 2);
        reader.Number("registration_type", type => type is >= 1 and <= 3);
        reader.OneOf("auto_recording", "local", "cloud", "none");
        reader.OneOf("encryption_type", "enhanced_encryption", "e2ee");
        if (reader.Object("waiting_room_options") is { } waiting)
            CheckWaitingRoom(new FieldReader(waiting, "settings.waiting_room_options.", errors));
        if (reader.Object("breakout_room") is { } rooms)
            CheckRooms(rooms, new FieldReader(rooms, "settings.breakout_room.", errors));
    }

    /// <summary>Given settings over old ones, or over the defaults.</summary>
    public static JsonObject Merge(JsonObject? old, JsonObject? given, ZoomUser host)
    {
        var merged = (JsonObject)(old?.DeepClone() ?? Defaults());
        foreach (var (name, value) in given ?? [])
            merged[name] = value?.DeepClone();
        if (merged["waiting_room"]?.GetValue<bool>() == true)
            merged["join_before_host"] = false;
        if (!host.BreakoutRoom || !host.BreakoutRoomSchedule || merged["encryption_type"]?.GetValue<string>() is "e2ee")
            merged["breakout_room"] = new JsonObject { ["enable"] = false };
        return merged;
    }

    private static JsonObject Defaults() => new()
    {
        ["host_video"] = false,
        ["participant_video"] = false,
        ["join_before_host"] = false,
        ["jbh_time"] = 0,
        ["mute_upon_entry"] = false,
        ["waiting_room"] = false,
        ["auto_recording"] = "none",
        ["approval_type"] = 2,
        ["alternative_hosts"] = "",
        ["meeting_authentication"] = false,
        ["encryption_type"] = "enhanced_encryption",
        ["email_notification"] = true,
        ["breakout_room"] = new JsonObject { ["enable"] = false },
    };

    private static void CheckWaitingRoom(FieldReader options)
    {
        var mode = options.OneOf("mode", "follow_setting", "custom");
        var who = options.OneOf("who_goes_to_waiting_room",
            "everyone", "users_not_in_account", "users_not_in_account_or_whitelisted_domains", "users_not_on_invite");
        if (mode is "custom" && who is null)
            options.Refuse("who_goes_to_waiting_room");
    }

    private static void CheckRooms(JsonObject plan, FieldReader reader)
    {
        reader.Flag("enable");
        if (!plan.TryGetPropertyValue("rooms", out var rooms) || rooms is null)
            return;
        if (rooms is not JsonArray list || !list.All(IsRoom))
            reader.Refuse("rooms");
    }

    private static bool IsRoom(JsonNode? node) => node is JsonObject room
        && IsText(room["name"])
        && (room["participants"] is null || (room["participants"] is JsonArray people && people.All(IsText)));

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out _);
}
