using System.Diagnostics;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;

namespace Bench.Rows;

/// <summary>
/// Row f: from the start of the host's process to the first signed webhook answered, against an app that references the same packages and
/// has one empty function, on the same host. All are compiled ahead (ReadyToRun); the runtime is the machine's, as on Azure.
/// </summary>
internal sealed class ColdStart : IRow
{
    public string Id => "f";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var account = course.Azurite.NewAccount();
        var rounds = course.Scaled(full: 15, brief: Course.Rounds);
        List<(double Mine, double Empty)> took = [];

        // The first two fill the file cache. Each start has a class of its own: none finds what another wrote.
        var planted = new Queue<PlantedClass>(await PlantedClass.AddAsync(await account.TablesAsync(), rounds + 2, 5));
        for (var round = 0; round < rounds + 2; round++)
        {
            var body = ClassEvents.Of(planted.Dequeue().MeetingId, 1, DateTimeOffset.UtcNow.AddMinutes(-1)).First();
            var mine = await StartAsync(course, course.App, account.ConnectionString, origin => PreparedRequest.Webhook(origin, body, AppHost.WebhookSecret));
            var empty = await StartAsync(course, course.EmptyApp, account.ConnectionString, origin => PreparedRequest.Post(new Uri(origin, "api/empty"), body));
            if (round >= 2) took.Add((mine, empty));
        }

        return
        [
            Measure.AtMost(Id, "cold start: process start → first webhook answered / an empty function's", took.Select(t => t.Mine / t.Empty).Median(), "×", 1.3),
            Measure.Colour(Id, "cold start", took.Select(t => t.Mine).Median(), "ms"),
            Measure.Colour(Id, "an empty function's cold start", took.Select(t => t.Empty).Median(), "ms"),
        ];
    }

    private static async Task<double> StartAsync(Course course, string app, string tables, Func<Uri, PreparedRequest> make)
    {
        var port = Listening.FreePort();
        var origin = new Uri($"http://127.0.0.1:{port}");
        var request = make(origin);
        var began = Stopwatch.GetTimestamp();
        using var process = ChildProcess.Launch(course.Host, app, origin, AppHost.Settings(tables, origin));
        try
        {
            await Listening.WaitAsync(port, TimeSpan.FromSeconds(20));
            using var connection = await RawConnection.OpenAsync(origin);
            var status = await connection.SendAsync(request);
            return status == 200 ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException($"{app} answered {status}.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}
