using System.Diagnostics;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Secrets;
using Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Http;

[JsonConverter(typeof(SnakeCaseEnum<HealthStatus>))]
public enum HealthStatus
{
    Healthy,
    Degraded,
    Unhealthy,
}

public sealed record HealthCheck(string Name, HealthStatus Status, long DurationMs);

public sealed record HealthReport(HealthStatus Status, IReadOnlyList<HealthCheck> Checks);

/// <summary>Whether this app can do its work. Open to everybody, so it says little, and asks its dependencies at most every 15 seconds.</summary>
public sealed class Health(Tables tables, ISecretSource secrets, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static (DateTimeOffset Until, HealthReport Report)? last;

    [Function(nameof(Health))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.Remove("Cache-Control");
        if (last is not { } known || known.Until <= time.GetUtcNow())
        {
            var checks = await Task.WhenAll(
                CheckAsync("tables", async ct =>
                {
                    await foreach (var _ in tables.SessionIndex.QueryAsync<TableEntity>("PartitionKey eq 'health'", 1, cancellationToken: ct)) break;
                }, cancellationToken),
                CheckAsync("secrets", async ct => await secrets.GetAsync(SecretNames.ZoomWebhookSecret, ct), cancellationToken));
            known = (time.GetUtcNow() + Kept, new HealthReport(checks.Max(c => c.Status), checks));
            if (known.Report.Status == HealthStatus.Healthy) last = known;
        }

        var status = known.Report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Results.Json(known.Report, ApiJson.Default.HealthReport, statusCode: status);
    }

    private async Task<HealthCheck> CheckAsync(string name, Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var status = HealthStatus.Healthy;
        try
        {
            await check(deadline.Token).WaitAsync(Patience, time, cancellationToken);
        }
#pragma warning disable CA1031 // Any failure means unhealthy; which one is in the dependency's own log.
        catch (Exception)
#pragma warning restore CA1031
        {
            status = HealthStatus.Unhealthy;
        }

        await deadline.CancelAsync();
        return new(name, status, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
