using Bench.Hosts;
using Bench.Load;
using Functions.Storage;

namespace Bench.Rows;

/// <summary>Lets a process compile what it runs often, with classes that are not measured.</summary>
internal static class Warming
{
    /// <summary>The numbers of classes from here on are for warming.</summary>
    public const int First = 500_000;

    private static int used;

    public static async Task UpAsync(ChildProcess app, Tables tables, int students)
    {
        var number = First + Interlocked.Increment(ref used);
        await PlantedClass.AddAsync(tables, 1, 1, number);
        var events = ClassEvents.Of(PlantedClass.MeetingOf(number), students, DateTimeOffset.UtcNow.AddMinutes(-10));
        await ClosedLoop.RunAsync(app.Origin, [.. events.Select(e => PreparedRequest.Webhook(app.Origin, e, AppHost.WebhookSecret))], 32);
    }
}
