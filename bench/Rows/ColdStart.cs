using System.Diagnostics;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;

namespace Bench.Rows;

/// <summary>
/// Row f: from the start of the process to the first signed webhook answered, against an app that references the same packages and
/// has one empty route. Both are compiled ahead (ReadyToRun) with the runtime, as one image; what they take when the runtime is the
/// machine's, as on Azure, is told beside it. A short run has that alone.
/// </summary>
internal sealed class ColdStart : IRow
{
    public string Id => "f";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var account = course.Azurite.NewAccount();
        var shared = new Form(course.App, Path.Combine(course.Published, "empty", "EmptyApp"));
        var image = new Form(Path.Combine(course.Published, "image", "app", "Functions"), Path.Combine(course.Published, "image", "empty", "EmptyApp"));
        Form[] forms = course.Short ? [shared] : [image, shared];
        var rounds = course.Scaled(full: 15, brief: Course.Rounds);

        // The first two fill the file cache. Each start has a class of its own: none finds what another wrote.
        var planted = new Queue<PlantedClass>(await PlantedClass.AddAsync(await account.TablesAsync(), (rounds + 2) * forms.Length, 5));
        for (var round = 0; round < rounds + 2; round++)
        {
            foreach (var form in forms)
            {
                var body = ClassEvents.Of(planted.Dequeue().MeetingId, 1, DateTimeOffset.UtcNow.AddMinutes(-1)).First();
                var mine = await StartAsync(form.App, AppHost.Settings(account.ConnectionString), origin => PreparedRequest.Webhook(origin, body, AppHost.WebhookSecret));
                var empty = await StartAsync(form.Empty, [], origin => PreparedRequest.Post(new Uri(origin, "empty"), []));
                if (round >= 2) form.Took.Add((mine, empty));
            }
        }

        return
        [
            Measure.AtMost(Id, "cold start: process start → first webhook answered", forms[0].Mine, "ms", 400),
            Measure.AtMost(Id, "cold start / an empty app's", forms[0].Ratio, "×", 1.6),
            Measure.Colour(Id, "an empty app's cold start", forms[0].Theirs, "ms"),
            Measure.Colour(Id, "cold start, the runtime being the machine's", shared.Mine, "ms"),
            Measure.Colour(Id, "cold start / an empty app's, the runtime being the machine's", shared.Ratio, "×"),
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

    /// <summary>One way in which both apps are published, and how many milliseconds they took round by round.</summary>
    private sealed record Form(string App, string Empty)
    {
        public List<(double Mine, double Empty)> Took { get; } = [];

        public double Mine => Took.Select(t => t.Mine).Median();

        public double Theirs => Took.Select(t => t.Empty).Median();

        public double Ratio => Took.Select(t => t.Mine / t.Empty).Median();
    }
}
