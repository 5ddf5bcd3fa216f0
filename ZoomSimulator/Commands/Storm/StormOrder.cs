using System.Text.Json;

namespace ZoomSimulator.Commands.Storm;

/// <summary>What to fire; <paramref name="Rate"/> is in events a second, 0 as fast as the answers come.</summary>
internal sealed record StormOrder(Uri Url, string Secret, string AccountId, int Events, int Connections, double Rate);

internal sealed record StormMeeting(string Id, string Uuid)
{
    /// <summary>A line <c>{"id":"…","uuid":"…"}</c>; the id may be a number.</summary>
    public static StormMeeting Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        if (json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("id", out var id) && json.RootElement.TryGetProperty("uuid", out var uuid))
            return new StormMeeting(id.ToString(), uuid.ToString());
        throw new JsonException("A line of the meetings file is {\"id\":\"...\",\"uuid\":\"...\"}.");
    }
}
