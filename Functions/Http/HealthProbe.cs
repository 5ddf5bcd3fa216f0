using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Realtime;
using Functions.Secrets;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Http;

/// <summary>Degraded: Zoom's last answer was no good one, the last message to pages could not be sent, or the reconciler's timer is silent.</summary>
[JsonConverter(typeof(SnakeCaseEnum<HealthStatus>))]
public enum HealthStatus
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <summary>How something is that the app depends on.</summary>
/// <param name="DurationMs">How long it took to find out, in milliseconds.</param>
public sealed record HealthCheck(string Name, HealthStatus Status, long DurationMs);

/// <summary>How the app is: as its worst dependency. Kept for 15 seconds.</summary>
public sealed record HealthReport(HealthStatus Status, IReadOnlyList<HealthCheck> Checks);

/// <summary>
/// Asks the dependencies, at most once in 15 seconds however many ask for the answer. Zoom and the live channel
/// are not called: their last outcome is shown.
/// </summary>
public sealed class HealthProbe(
    Tables tables, ISecretSource secrets, ZoomOutcome zoom, RealtimeTelemetry realtime, ReconcilerPulse reconciler, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeptWhenUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly DateTimeOffset since = time.GetUtcNow();
    private readonly SemaphoreSlim looking = new(1);
    private (DateTimeOffset Until, HealthReport Report)? last;

    public async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (last is { } known && known.Until > time.GetUtcNow()) return known.Report;
            var checks = await Task.WhenAll(CheckAsync("tables", ReadTable), CheckAsync("secrets", AskForSecret));
            HealthCheck[] all = [.. checks, LastOutcome("zoom", zoom.IsReachable == false), LastOutcome("realtime", realtime.IsAway), LastOutcome("reconciler", await IsSilentAsync(cancellationToken))];
            var report = new HealthReport(all.Max(c => c.Status), all);
            last = (time.GetUtcNow() + (report.Status == HealthStatus.Unhealthy ? KeptWhenUnhealthy : Kept), report);
            return report;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    private static HealthCheck LastOutcome(string name, bool isBad) => new(name, isBad ? HealthStatus.Degraded : HealthStatus.Healthy, 0);

    // A new app has not ticked yet, and one whose tables are away is told of by these.
    private async Task<bool> IsSilentAsync(CancellationToken cancellationToken)
    {
        if (!reconciler.IsWanted || time.GetUtcNow() - since < ReconcilerPulse.Silence) return false;
        try
        {
            return reconciler.IsSilence((await reconciler.ReadAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken)).ByTimer);
        }
        catch (Exception exception) when (exception is Azure.RequestFailedException or TimeoutException or AggregateException)
        {
            return false;
        }
    }

    // Without it every webhook is turned away.
    private async Task AskForSecret(CancellationToken cancellationToken)
    {
        if ((await secrets.GetAsync(SecretNames.ZoomWebhookSecret, cancellationToken)).Count == 0) throw new SecretUnavailableException();
    }

    private async Task ReadTable(CancellationToken cancellationToken)
    {
        await foreach (var _ in tables.SessionIndex.QueryAsync<TableEntity>("PartitionKey eq 'health'", 1, cancellationToken: cancellationToken)) break;
    }

    private async Task<HealthCheck> CheckAsync(string name, Func<CancellationToken, Task> check)
    {
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Patience, time);
        var status = HealthStatus.Healthy;
        try
        {
            await check(deadline.Token).WaitAsync(deadline.Token);
        }
#pragma warning disable CA1031 // Any failure means unhealthy; which one is in the dependency's own log.
        catch (Exception)
#pragma warning restore CA1031
        {
            status = HealthStatus.Unhealthy;
        }

        return new(name, status, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }
}
