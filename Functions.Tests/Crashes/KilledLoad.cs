using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Functions.Sessions;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Crashes;

/// <summary>Clients who create, change and end classes of several professors, and remember what they were told.</summary>
internal sealed class KilledLoad(int seed)
{
    public const int Professors = 8;

    private const int Clients = 12;
    private int keys;
    private int answered;
    private int interrupted;

    /// <summary>By session id: what a client was told last of a creation, and whether of an end.</summary>
    public ConcurrentDictionary<string, Told> Sessions { get; } = new(StringComparer.Ordinal);

    public int Answered => answered;

    /// <summary>Calls over which the host or the worker died.</summary>
    public int Interrupted => interrupted;

    /// <summary>Until the process is killed.</summary>
    public Task RunAsync(AppProcess app, int round, Task killed) => Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
    {
        var random = new Random(HashCode.Combine(seed, round, client));
        while (!killed.IsCompleted) await OneAsync(app, random);
    }));

    /// <summary>A first creation, which takes a new process longest.</summary>
    public async Task WarmUpAsync(AppProcess app) => Assert.Equal(HttpStatusCode.Created, (await CreateAsync(app, New(new Random(seed)))).Status);

    private async Task OneAsync(AppProcess app, Random random)
    {
        var known = Sessions.Values.ToArray();
        var some = known.Length > 0 ? known[random.Next(known.Length)] : null;
        var answer = await app.TryAsync(() => (random.Next(4), some) switch
        {
            (0, { IsCreated: true }) => ChangeAsync(app, some!, random),
            (1, { IsCreated: true }) => EndAsync(app, some!),
            (2, { IsCreated: false }) => CreateAsync(app, some!),
            _ => CreateAsync(app, New(random)),
        });
        if (answer is null or { Status: HttpStatusCode.InternalServerError, Body.ValueKind: JsonValueKind.Undefined }) Interlocked.Increment(ref interrupted); // The host's own 500 is empty.
        else
        {
            Interlocked.Increment(ref answered);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.Status);
        }
    }

    private Told New(Random random)
    {
        var (professor, key) = ($"{1 + random.Next(Professors)}", $"key-{Interlocked.Increment(ref keys)}");
        var told = new Told(SessionIdentity.Of("operator", professor, key), professor, key);
        return Sessions[told.SessionId] = told;
    }

    private static async Task<Answer> CreateAsync(AppProcess app, Told told)
    {
        var body = Fixtures.Api.Class(told.Professor, ("start_time", told.Start.ToString("O", CultureInfo.InvariantCulture)), ("student_ids", new[] { 1, 2 }));
        var answer = await app.Operator.Post("api/sessions", body, (CreateSession.KeyHeader, told.Key));
        if (answer.Status is not (HttpStatusCode.Created or HttpStatusCode.OK)) return answer;
        Assert.Equal(told.SessionId, answer.Text("session_id"));
        told.IsCreated = true;
        return answer;
    }

    private static Task<Answer> ChangeAsync(AppProcess app, Told told, Random random) => app.Operator.Send(
        HttpMethod.Patch, $"api/sessions/{told.SessionId}", new { topic = $"Loops {random.Next(1000)}", student_ids = new[] { 1 + random.Next(5) } });

    private static async Task<Answer> EndAsync(AppProcess app, Told told)
    {
        var answer = await app.Operator.Post($"api/sessions/{told.SessionId}/end");
        told.IsEnded |= answer.Status == HttpStatusCode.OK;
        return answer;
    }

    public sealed record Told(string SessionId, string Professor, string Key)
    {
        public DateTimeOffset Start { get; } = DateTimeOffset.UtcNow.AddHours(5);

        public bool IsCreated { get; set; }

        public bool IsEnded { get; set; }
    }
}
