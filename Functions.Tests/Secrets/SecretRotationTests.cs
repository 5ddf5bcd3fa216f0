using System.Collections.Concurrent;
using System.Text;
using Functions.Secrets;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Secrets;

/// <summary>
/// The webhook's secret is changed while events flow, with the real Key Vault client. Zoom here is several clients that wait for each
/// answer and send again what got 5xx; whatever gets 4xx is lost.
/// </summary>
public sealed class SecretRotationTests : IAsyncLifetime
{
    private const string Old = FunctionApp.WebhookSecret;
    private const string New = "the-new-webhook-secret";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly FakeVault vault = new();
    private DirectApp app = null!;
    private PlantedSession session = null!;

    public async ValueTask InitializeAsync()
    {
        vault.Add(SecretNames.OperatorKey, FunctionApp.Key, Start.AddDays(-9));
        vault.Add(SecretNames.ZoomWebhookSecret, Old, Start.AddDays(-9));
        vault.Add(SecretNames.ZoomClientSecret, FunctionApp.ClientSecret, Start.AddDays(-9));
        app = await DirectApp.StartAsync(Configure, $"--Webhooks:RotationUntil={Start.AddMinutes(60):O}");
        session = await PlantedSession.AddAsync(app.Tables, Start);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        vault.Dispose();
    }

    private void Configure(IHostApplicationBuilder builder) => builder.Services
        .AddSingleton<TimeProvider>(time).AddSingleton<ISecretSource>(vault.Source(time));

    private async Task<int> Logged(DirectApp which, PlantedSession of) => await which.Tables.Sessions
        .QueryAsync<Azure.Data.Tables.TableEntity>(r => r.PartitionKey == of.Id).CountAsync(r => r.RowKey.StartsWith("log-", StringComparison.Ordinal));

    [Fact]
    public async Task A_vault_that_learns_the_new_secret_late_costs_no_event_while_a_rotation_is_announced()
    {
        var zoom = new Zoom(app, time, session.MeetingId, clients: 6, events: 60);
        zoom.At(100, () => zoom.Secret = New);
        var flow = zoom.RunAsync();
        await zoom.NothingIsOnItsWay();
        var affected = zoom.Waiting;
        Assert.InRange(affected, 1, 6);

        // Zoom's first retry, five minutes later: the vault is still late.
        time.Advance(TimeSpan.FromMinutes(5));
        zoom.SendAgain();
        await zoom.NothingIsOnItsWay();
        Assert.Equal(affected, zoom.Waiting);
        vault.Add(SecretNames.ZoomWebhookSecret, New, time.GetUtcNow());

        // The second retry, twenty minutes after that.
        time.Advance(TimeSpan.FromMinutes(20));
        zoom.SendAgain();
        await zoom.Finishes(flow);
        Assert.Equal((360, 0), (zoom.Delivered, zoom.Lost));
        Assert.Equal(2 * affected, zoom.Deferred);
        Assert.Equal(360, await Logged(app, session));
        Assert.Empty(app.Errors);

        // What the old secret signed shortly before still counts; what neither signed is refused once the rotation is over.
        Assert.Equal(200, (await app.EventAsync(SignedEvent.Started(session.MeetingId, "u", Start), time.GetUtcNow(), Old)).Status);
        Assert.Equal(503, (await app.EventAsync(SignedEvent.Ended(session.MeetingId, "u", Start), time.GetUtcNow(), "neither")).Status);
        time.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(401, (await app.EventAsync(SignedEvent.Ended(session.MeetingId, "u", Start), time.GetUtcNow(), "neither")).Status);
        Effort.Report($"rotation: {zoom.Delivered} events by 6 clients, vault late: {zoom.Deferred} deferred, {zoom.Lost} lost");
    }

    [Fact]
    public async Task A_vault_that_has_the_new_secret_first_costs_nothing_at_all_even_under_attack()
    {
        await using var plain = await DirectApp.StartAsync(Configure);
        var planted = await PlantedSession.AddAsync(plain.Tables, Start);
        var zoom = new Zoom(plain, time, planted.MeetingId, clients: 6, events: 60);
        using var attacker = new Attacker(plain, time, planted.MeetingId);
        var attack = Task.Run(attacker.RunAsync);
        zoom.At(50, () =>
        {
            vault.Add(SecretNames.ZoomWebhookSecret, New, time.GetUtcNow());
            zoom.Pause();
        });
        var flow = zoom.RunAsync();
        await zoom.NothingIsOnItsWay();
        Assert.InRange(zoom.Waiting, 1, 6);
        await attacker.Between(() => time.Advance(TimeSpan.FromSeconds(15)));
        zoom.Secret = New;
        zoom.SendAgain();
        await zoom.Finishes(flow);
        await attacker.Between(attacker.Stop);
        var attacks = await attack;
        Assert.Equal((360, 0, 0), (zoom.Delivered, zoom.Lost, zoom.Deferred));
        Assert.Equal(360, await Logged(plain, planted));
        Assert.Empty(plain.Errors);
        Effort.Report($"rotation: {zoom.Delivered} events by 6 clients, vault first, {attacks} attacks: {zoom.Deferred} deferred, {zoom.Lost} lost");
    }

    [Fact]
    public async Task A_new_secret_while_the_vault_is_away_costs_no_event_even_if_nobody_announced_it()
    {
        await using var plain = await DirectApp.StartAsync(Configure);
        var planted = await PlantedSession.AddAsync(plain.Tables, Start);
        Assert.Equal(200, (await plain.EventAsync(SignedEvent.Started(planted.MeetingId, "u", Start), time.GetUtcNow())).Status);
        vault.Status = System.Net.HttpStatusCode.ServiceUnavailable;
        vault.Add(SecretNames.ZoomWebhookSecret, New, time.GetUtcNow());
        var ended = SignedEvent.Ended(planted.MeetingId, "u", Start);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(503, (await plain.EventAsync(ended, time.GetUtcNow(), New)).Status);
            time.Advance(TimeSpan.FromSeconds(6));
        }

        vault.Status = System.Net.HttpStatusCode.OK;
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(200, (await plain.EventAsync(ended, time.GetUtcNow(), New)).Status);
        Assert.Equal(401, (await plain.EventAsync(ended, time.GetUtcNow(), "neither")).Status);
        Assert.Equal(2, await Logged(plain, planted));
    }

    /// <summary>Zoom: signs with its secret of the moment, keeps what it signed, and sends it again when it is told to.</summary>
    private sealed class Zoom(DirectApp app, FakeTimeProvider time, string meeting, int clients, int events)
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource> waiting = new();
        private volatile string secret = Old;
        private volatile bool paused;
        private volatile string lastRefused = "";
        private int delivered;
        private int lost;
        private int deferred;
        private int finished;
        private (int Delivered, Action Then) moment;

        public string Secret { set => secret = value; }

        public int Delivered => Volatile.Read(ref delivered);

        public int Lost => Volatile.Read(ref lost);

        public int Deferred => Volatile.Read(ref deferred);

        public int Waiting => waiting.Count;

        /// <summary>Does something in the middle of the flow, when so many events are delivered.</summary>
        public void At(int events, Action then) => moment = (events, then);

        public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, clients).Select(c => Task.Run(() => Client(c))));

        /// <summary>Time may be moved only then.</summary>
        public Task NothingIsOnItsWay() => Eventually.TrueAsync(
            () => waiting.Count + Volatile.Read(ref finished) == clients, () => $"{waiting.Count} wait, {Delivered} delivered, {Lost} lost");

        public async Task Finishes(Task flow)
        {
            await Eventually.TrueAsync(() => flow.IsCompleted, () => $"{Waiting} wait, {Delivered} delivered, {Lost} lost, last refused: {lastRefused}");
            await flow;
        }

        /// <summary>Lets every client finish the event it is at.</summary>
        public void Pause() => paused = true;

        public void SendAgain()
        {
            paused = false;
            foreach (var client in waiting.Keys) if (waiting.TryRemove(client, out var wait)) wait.SetResult();
        }

        private async Task Client(int client)
        {
            for (var i = 0; i < events; i++)
            {
                // In memory a request may end where it began; whoever waits for the same thing must get a turn as well.
                await Task.Yield();
                if (paused) await Wait(client);
                var body = SignedEvent.Joined(meeting, "u", $"Client {client}", Start.AddSeconds(i));
                var (at, signedWith) = (time.GetUtcNow(), secret);
                while (true)
                {
                    var answer = await app.EventAsync(body, at, signedWith);
                    var status = answer.Status;
                    if (status != 200) lastRefused = Encoding.UTF8.GetString(answer.Body);
                    if (status is < 500 and not 200) Interlocked.Increment(ref lost);
                    if (status == 200 && Interlocked.Increment(ref delivered) == moment.Delivered) moment.Then();
                    if (status < 500) break;
                    Interlocked.Increment(ref deferred);
                    await Wait(client);
                }
            }

            Interlocked.Increment(ref finished);
        }

        private Task Wait(int client)
        {
            var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting[client] = wait;
            return wait.Task;
        }
    }

    /// <summary>Signs with guesses, one after the other. Each makes the app ask the vault, at most every fifteen seconds.</summary>
    private sealed class Attacker(DirectApp app, TimeProvider time, string meeting) : IDisposable
    {
        private readonly SemaphoreSlim turn = new(1);
        private bool stopped;

        public void Stop() => stopped = true;

        public async Task<int> RunAsync()
        {
            for (var guess = 0; ; guess++)
            {
                await turn.WaitAsync();
                if (stopped) return guess;
                Assert.Equal(401, (await app.EventAsync(SignedEvent.Ended(meeting, "u", Start), time.GetUtcNow(), $"guess {guess}")).Status);
                turn.Release();
                await Task.Yield();
            }
        }

        /// <summary>Does something while no guess is on its way.</summary>
        public async Task Between(Action act)
        {
            await turn.WaitAsync();
            act();
            turn.Release();
        }

        public void Dispose() => turn.Dispose();
    }
}
