using System.Globalization;
using Functions.Tests.Fixtures;
using static Functions.Tests.Webhooks.HostileRequest;

namespace Functions.Tests.Webhooks;

/// <summary>Who can send but not sign, and who repeats themselves, cannot fill the app's memory.</summary>
public sealed class HostileLeftoversTests
{
    private const int BodyBytes = 32 * 1024;
    private const int Requests = 10_000;

    [Fact]
    public async Task Nothing_stays_in_memory_of_what_is_not_recorded()
    {
        await using var app = await DirectApp.StartAsync();
        var planted = await PlantedSession.AddAsync(app.Tables, DateTimeOffset.UtcNow);
        var at = DateTimeOffset.UtcNow;
        var known = SignedEvent.Joined(planted.MeetingId, "u", "Alice Anderson", at);
        await app.EventAsync(known);
        await Flood(1000, from: 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Flood(Requests, from: 1000);

        // 330 MB went through. Other tests use memory too, so what is waited for is a moment of little.
        await Eventually.TrueAsync(
            () => GC.GetTotalMemory(forceFullCollection: true) - before < Requests * BodyBytes / 4, () => $"{GC.GetTotalMemory(false) - before:N0} bytes more");
        Assert.Empty(app.Errors);

        Task Flood(int count, int from) => Parallel.ForEachAsync(
            Enumerable.Range(from, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) => Assert.Equal(Expected(i), (await Send(i)).Status));

        static int Expected(int i) => i % 5 is 0 or 1 ? 401 : 200;

        // Each is another text: unsigned, badly signed, an event of an unknown meeting, a duplicate, of no interest.
        Task<DirectAnswer> Send(int i)
        {
            var body = (i % 5) switch
            {
                3 => known + new string(' ', BodyBytes),
                4 => $$"""{"event":"user.created_{{i}}"}""" + new string(' ', BodyBytes),
                _ => SignedEvent.Started($"5{i:D10}", $"u-{i}", at) + new string(' ', BodyBytes),
            };
            var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            return (i % 5) switch
            {
                0 => app.HookAsync(System.Text.Encoding.UTF8.GetBytes(body), (Timestamp, timestamp + i), ("x-zm-request-id", $"{i}")),
                1 => app.EventAsync(body, at, $"wrong {i}"),
                _ => app.EventAsync(body, at),
            };
        }
    }
}
