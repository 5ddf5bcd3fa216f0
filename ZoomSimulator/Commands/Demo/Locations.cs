using System.Text.Json;
using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Commands.Demo;

/// <summary>Locations as the API writes them, and short for a row.</summary>
internal static class Locations
{
    public static string Wire(Whereabouts where) => JsonNamingPolicy.SnakeCaseLower.ConvertName(where.ToString());

    public static string Short(string location) => location switch
    {
        "absent" => "-",
        "waiting_room" => "waiting",
        "main_session" => "main",
        "own_room" => "own room",
        "other_room" => "WRONG ROOM",
        _ => location,
    };
}
