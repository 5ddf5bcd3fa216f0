using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Bench.Hosts;
using Bench.Load;
using Bench.Report;
using Bench.Storage;
using Functions.Roster;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZoomSimulator;

namespace Bench.Rows;

/// <summary>
/// Row c: creating a session with more and more students, against its storage calls and its one call of Zoom made bare. However many
/// students, it asks Zoom once and waits for storage equally often.
/// </summary>
internal sealed class CreateSession : IRow
{
    private static readonly int[] Sizes = [5, 25, 50, 99];

    private const string Header = "x-bench-create";

    private static int creations;

    public string Id => "c";

    public async Task<IReadOnlyList<Measure>> RunAsync(Course course)
    {
        await using var zoom = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Port = 0, AccountId = "account", ClientId = "client", ClientSecret = "secret", WebhookSecret = AppHost.WebhookSecret, SimToken = "sim-token",
            Limits = false, EndDelay = TimeSpan.Zero, LogLevel = LogLevel.Warning,
        });
        var (recording, counter) = (course.Azurite.NewAccount(), new ZoomCalls());
        await using var recorded = await StartAsync(recording, zoom.BaseUrl, new RecordingTransport { Delay = TimeSpan.FromMilliseconds(50) }, counter);
        await using var app = await StartAsync(recording, zoom.BaseUrl, null, new ZoomCalls());
        using var client = Client(recorded);
        using var measured = Client(app);
        for (var i = 0; i < course.Scaled(full: 60, brief: 15); i++) await CreateAsync(app, measured, 25);
        List<Measure> measures = [];
        foreach (var size in Sizes)
        {
            await CreateAsync(recorded, client, size);
            Recorder.Calls = [];
            counter.Clear();
            var professor = await CreateAsync(recorded, client, size, record: true);
            var (calls, asked) = (Recorder.Calls, counter.All);
            var phases = Phases.Of(calls);
            List<double> ratios = [], took = [];
            for (var round = 0; round < Course.Rounds; round++)
            {
                List<double> mine = [], floor = [];
                for (var i = 0; i < course.Scaled(full: 9, brief: 3); i++)
                {
                    mine.Add(await CreateTimedAsync(app, measured, size));
                    floor.Add(await FloorAsync(course, calls, phases, recording.Name, professor, asked[^1]));
                }

                ratios.Add(mine.Median() / floor.Median());
                took.Add(mine.Median());
            }

            measures.Add(new(Id, $"create, {size} students: calls of Zoom", asked.Count, "calls", "= 1", asked.Count == 1));
            measures.Add(new(Id, $"create, {size} students: storage phases", phases.Count, "phases", "the same for all", measures.Where(m => m.Unit == "phases").All(m => m.Value == phases.Count)));
            measures.Add(Measure.AtMost(Id, $"create, {size} students: time / that of its calls alone", ratios.Median(), "×", 1.3));
            measures.Add(Measure.Colour(Id, $"create, {size} students: time", took.Median(), "ms"));
        }

        return measures;
    }

    private static async Task<AppHost> StartAsync(StorageAccount account, Uri zoom, RecordingTransport? recorder, ZoomCalls counter)
    {
        var app = await AppHost.StartAsync(
            account.ConnectionString, zoom,
            b =>
            {
                if (recorder is not null) b.Services.AddSingleton<Action<TableClientOptions>>(o => o.Transport = recorder);
                b.Services.ConfigureHttpClientDefaults(c => c.AddHttpMessageHandler(() => new ZoomCalls.Handler(counter)));
            },
            b => b.UseMiddleware<Recorder>(), "--Sessions:MaxRooms=99");
        return app;
    }

    private static HttpClient Client(AppHost app)
    {
        var client = new HttpClient { BaseAddress = app.Origin };
        client.DefaultRequestHeaders.Add("x-api-key", AppHost.OperatorKey);
        return client;
    }

    private static Task PutProfessorAsync(RosterStore roster, string id) =>
        roster.PutAsync(RosterRole.Professors, new(id, "Dr. Sarah Johnson", $"{id}@example.edu", "sarah.johnson@example.edu"), default);

    /// <summary>A creation by a professor who has no other session, with students whom nobody knows.</summary>
    private static async Task<string> CreateAsync(AppHost app, HttpClient client, int size, bool record = false) => (await PostAsync(app, client, size, record)).Professor;

    private static async Task<double> CreateTimedAsync(AppHost app, HttpClient client, int size) => (await PostAsync(app, client, size, record: false)).Milliseconds;

    private static async Task<(string Professor, double Milliseconds)> PostAsync(AppHost app, HttpClient client, int size, bool record)
    {
        var number = Interlocked.Increment(ref creations);
        var professor = $"p{number:D6}";
        await PutProfessorAsync(app.Services.GetRequiredService<RosterStore>(), professor);
        var body = JsonSerializer.Serialize(new
        {
            professor_id = professor, topic = "Recursion", duration = 60,
            students = Enumerable.Range(1, size).Select(n => new { name = $"Student {n}", email = $"student.{number}.{n}@example.edu" }),
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/sessions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (record) request.Headers.Add(Header, "1");
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(began);
        return answer.IsSuccessStatusCode ? (professor, took.TotalMilliseconds) : throw new InvalidOperationException(text);
    }

    // Each time at an account of its own, where what the creation found is there and what it wrote is not.
    private static async Task<double> FloorAsync(Course course, List<RecordedCall> calls, IReadOnlyList<int[]> phases, string recordedAccount, string professor, ZoomCalls.Call zoom)
    {
        var account = course.Azurite.NewAccount();
        var tables = await account.TablesAsync();
        await PutProfessorAsync(new RosterStore(tables), professor);
        using var replay = new Replay(account);
        var prepared = replay.Prepare(calls, recordedAccount);
        using var http = new HttpClient();
        using (var warm = await http.SendAsync(zoom.Again())) warm.EnsureSuccessStatusCode();
        var before = phases.TakeWhile(p => p.All(i => calls[i].Ended <= zoom.Began)).Count() - 1;
        var began = Stopwatch.GetTimestamp();
        await replay.RunAsync(prepared, phases, async phase =>
        {
            if (phase != before) return;
            using var answer = await http.SendAsync(zoom.Again());
            await answer.Content.ReadAsByteArrayAsync();
        });
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    internal sealed class Recorder : IFunctionsWorkerMiddleware
    {
        public static List<RecordedCall> Calls { get; set; } = [];

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (context.GetHttpContext()?.Request.Headers.ContainsKey(Header) == true) RecordingTransport.Current = Calls;
            return next(context);
        }
    }
}
