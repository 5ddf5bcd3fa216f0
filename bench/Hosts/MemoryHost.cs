using System.Globalization;

namespace Bench.Hosts;

/// <summary>This program as a process that is measured: the function app, its storage answered in memory.</summary>
internal static class MemoryHost
{
    public const string Command = "host-memory";

    public static async Task RunAsync(string classes, string students)
    {
        await using var app = await AppHost.InMemoryAsync();
        await PlantedClass.AddAsync(app.Tables, int.Parse(classes, CultureInfo.InvariantCulture), int.Parse(students, CultureInfo.InvariantCulture));
        Console.WriteLine($"listening on {app.Origin}");
        await Task.Delay(Timeout.Infinite);
    }
}
