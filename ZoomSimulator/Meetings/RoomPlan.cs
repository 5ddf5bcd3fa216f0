using System.Text.Json.Nodes;

namespace ZoomSimulator.Meetings;

/// <summary>A planned room: <c>settings.breakout_room.rooms[]</c>.</summary>
internal sealed record PlannedRoom(string Name, IReadOnlyList<string> Emails);

internal static class RoomPlan
{
    public static IReadOnlyList<PlannedRoom> Of(Meeting meeting)
    {
        if (meeting.Settings["breakout_room"] is not JsonObject plan || plan["enable"]?.GetValue<bool>() != true
            || plan["rooms"] is not JsonArray)
            return [];
        return Rooms(plan);
    }

    public static JsonObject Write(IReadOnlyList<PlannedRoom> rooms) => new()
    {
        ["enable"] = true,
        ["rooms"] = new JsonArray([.. rooms.Select(room => new JsonObject
        {
            ["name"] = room.Name,
            ["participants"] = new JsonArray([.. room.Emails.Select(email => JsonValue.Create(email))]),
        })]),
    };

    /// <summary>Settings with the rooms as Zoom takes them.</summary>
    public static JsonObject AsTaken(JsonObject settings, RoomsTaken how)
    {
        if (how is RoomsTaken.AsAsked || settings["breakout_room"] is not JsonObject { Count: > 1 } plan || plan["rooms"] is not JsonArray)
            return settings;
        var asked = Rooms(plan);
        settings["breakout_room"] = Write(how switch
        {
            RoomsTaken.Reversed => [.. asked.Reverse()],
            RoomsTaken.Unassigned => [.. asked.Select(room => room with { Emails = [] })],
            _ => [.. asked.Skip(1)],
        });
        return settings;
    }

    public static bool Assigns(Meeting meeting, string email) =>
        Of(meeting).Any(room => room.Emails.Contains(email, StringComparer.OrdinalIgnoreCase));

    private static IReadOnlyList<PlannedRoom> Rooms(JsonObject plan) => [.. plan["rooms"]!.AsArray().OfType<JsonObject>().Select(Room)];

    private static PlannedRoom Room(JsonObject room) =>
        new(room["name"]?.GetValue<string>() ?? "",
            [.. (room["participants"] as JsonArray ?? []).Select(email => email?.GetValue<string>() ?? "")]);
}
