using System.Diagnostics;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;

namespace Bench.Rows;

/// <summary>
/// Row f: from the start of the process to the first signed webhook answered, against an app that references the same packages and
/// has one empty route. Both are published with ReadyToRun.
/// </summary>
internal sealed class ColdStart : IRow
{
    public string Id => "f";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var account = course.Azurite.NewAccount();
        var tables = await account.TablesAsync();
        var planted = await PlantedClass.AddAsync(tables, Course.Rounds + 2, 5);
        List<double> mine = [], empty = [];
        for (var round = 0; round < Course.Rounds + 2; round++)
        {
            var body = ClassEvents.Of(planted[round].MeetingId, 1, DateTimeOffset.UtcNow.AddMinutes(-1)).First();
            var first = await StartAsync(Path.Combine(course.App, "Functions"), AppHost.Settings(account.ConnectionString), origin => PreparedRequest.Webhook(origin, body, AppHost.WebhookSecret));
            var floor = await StartAsync(Path.Combine(course.EmptyApp, "EmptyApp"), [], origin => PreparedRequest.Post(new Uri(origin, "empty"), []));

            // The first two fill the file cache.
            if (round < 2) continue;
            mine.Add(first);
            empty.Add(floor);
        }

        return
        [
            Measure.AtMost(Id, "cold start: process start → first webhook answered", mine.Median(), "ms", 400),
            Measure.AtMost(Id, "cold start / an empty app's", mine.Zip(empty, (m, e) => m / e).Median(), "×", 1.6),
            Measure.Colour(Id, "an empty app's cold start", empty.Median(), "ms"),
        ];
    }

    private static async Task<double> StartAsync(string program, string[] arguments, Func<Uri, PreparedRequest> make)
    {
        var port = Listening.FreePort();
        var origin = new Uri($"http://127.0.0.1:{port}");
        var request = make(origin);
        var start = new ProcessStartInfo(program) { UseShellExecute = false };
        foreach (var argument in arguments.Append($"--urls={origin.GetLeftPart(UriPartial.Authority)}")) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            await Listening.WaitAsync(port, TimeSpan.FromSeconds(20));
            using var connection = await RawConnection.OpenAsync(origin);
            var status = await connection.SendAsync(request);
            return status == 200 ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException($"{program} answered {status}.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
