using System.Text.Json.Nodes;

namespace ZoomSimulator.Meetings;

/// <summary>A planned room: <c>settings.breakout_room.rooms[]</c>.</summary>
internal sealed record PlannedRoom(string Name, IReadOnlyList<string> Emails);

internal static class RoomPlan
{
    public static IReadOnlyList<PlannedRoom> Of(Meeting meeting)
    {
        if (meeting.Settings["breakout_room"] is not JsonObject plan || plan["enable"]?.GetValue<bool>() != true
            || plan["rooms"] is not JsonArray rooms)
            return [];
        return [.. rooms.OfType<JsonObject>().Select(Room)];
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

    public static bool Assigns(Meeting meeting, string email) =>
        Of(meeting).Any(room => room.Emails.Contains(email, StringComparer.OrdinalIgnoreCase));

    private static PlannedRoom Room(JsonObject room) =>
        new(room["name"]?.GetValue<string>() ?? "", [.. (room["participants"] as JsonArray ?? []).Select(email => email?.GetValue<string>() ?? "")]);
}
