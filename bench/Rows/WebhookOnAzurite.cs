using Azure.Data.Tables;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;
using Bench.Storage;
using Functions.Sessions;
using Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bench.Rows;

/// <summary>
/// Row a: webhooks through the whole app into the emulator, against a bare client that makes the same storage calls there. What the
/// app adds to its storage is the difference.
/// </summary>
internal sealed class WebhookOnAzurite : IRow
{
    private const int Classes = 50;
    private const int Connections = 32;
    private const string NumberHeader = "x-bench-event";

    private readonly string[] ids = [.. Enumerable.Range(0, Classes).Select(_ => SessionIdentity.New(DateTimeOffset.UtcNow))];
    private readonly DateTimeOffset at = DateTimeOffset.UtcNow.AddMinutes(-10);

    public string Id => "a";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        var students = course.Scaled(full: 5, brief: 2);
        var account = course.Azurite.NewAccount();
        var calls = await RecordAsync(account, students);
        List<double> ratios = [], rates = [];
        for (var round = 0; round < Course.Rounds; round++)
        {
            var app = await AppAsync(course, students);
            var floor = await FloorAsync(course, calls, account.Name, students);
            ratios.Add(app / floor);
            rates.Add(app);
        }

        return
        [
            Measure.AtLeast(Id, "webhook on Azurite: rate / that of its storage calls alone", ratios.Median(), "×", 0.8),
            Measure.Colour(Id, "webhook on Azurite: rate", rates.Median(), "events/s"),
            Measure.Colour(Id, "storage calls an event", calls.Average(c => c.Count), "calls"),
        ];
    }

    private PreparedRequest[] Requests(Uri origin, int students, bool numbered = false)
    {
        var classes = Enumerable.Range(0, Classes).Select(i => ClassEvents.Of(PlantedClass.MeetingOf(i), students, at).ToArray()).ToArray();
        return [.. Enumerable.Range(0, classes[0].Length).SelectMany(n => classes.Select(e => e[n]))
            .Select((body, n) => PreparedRequest.Webhook(origin, body, AppHost.WebhookSecret, numbered ? [(NumberHeader, $"{n}")] : []))];
    }

    private async Task<List<RecordedCall>[]> RecordAsync(StorageAccount account, int students)
    {
        var recorder = new RecordingTransport();
        var count = Requests(new Uri("http://127.0.0.1"), students).Length;
        var calls = Enumerable.Range(0, count).Select(_ => new List<RecordedCall>()).ToArray();
        await using var app = await AppHost.StartAsync(
            account.ConnectionString, null,
            b => b.Services.AddSingleton(calls).AddSingleton<Action<TableClientOptions>>(o => o.Transport = recorder),
            b => b.UseMiddleware<Recorder>());
        await PlantedClass.AddAsync(app.Tables, Classes, students, ids: ids);
        Expect(await ClosedLoop.RunAsync(app.Origin, Requests(app.Origin, students, numbered: true), Connections));
        return calls;
    }

    private async Task<double> AppAsync(Course course, int students)
    {
        var account = course.Azurite.NewAccount();
        using var app = await course.StartAppAsync(account.ConnectionString);
        var tables = await account.TablesAsync();
        await PlantedClass.AddAsync(tables, Classes, students, ids: ids);
        await Warming.UpAsync(app, tables, course.Scaled(full: 1500, brief: 100));
        return Expect(await ClosedLoop.RunAsync(app.Origin, Requests(app.Origin, students), Connections)).Rate;
    }

    private async Task<double> FloorAsync(Course course, List<RecordedCall>[] calls, string recordedAccount, int students)
    {
        var account = course.Azurite.NewAccount();
        await PlantedClass.AddAsync(await account.TablesAsync(), Classes, students, ids: ids);
        using var replay = new Replay(account);
        var prepared = calls.Select(c => replay.Prepare(c, recordedAccount)).ToArray();
        var next = -1;
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            await Task.Yield();
            while (Interlocked.Increment(ref next) is var n && n < prepared.Length) await replay.RunAsync(prepared[n]);
        }));
        return prepared.Length / System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static LoadReport Expect(LoadReport report) =>
        report.AllOk ? report : throw new InvalidOperationException($"Not all were answered with 200: {string.Join(", ", report.ByStatus)}.");

    /// <summary>Writes down an event's storage calls under its number.</summary>
    internal sealed class Recorder(List<RecordedCall>[] calls) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (context.GetHttpContext()?.Request.Headers[NumberHeader] is [{ } number]) RecordingTransport.Current = calls[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)];
            return next(context);
        }
    }
}
