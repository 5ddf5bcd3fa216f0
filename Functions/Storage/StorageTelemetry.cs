using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Functions.Telemetry;

namespace Functions.Storage;

/// <summary>
/// A span and a measure for each call to the tables, retries included, under the name <c>Functions.Storage</c>. The client's own spans
/// hold whole addresses, and so rows' keys.
/// </summary>
internal sealed class StorageTelemetry : HttpPipelinePolicy, IDisposable
{
    public const string Name = "Functions.Storage";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter;
    private readonly Histogram<double> duration;

    public StorageTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        duration = meter.CreateHistogram("storage.operation.duration", "s", "Of a call to the tables, retries included, by operation, table and outcome.", advice: Durations.Calls);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        Source.HasListeners() || duration.Enabled ? ObservedAsync(message, pipeline) : ProcessNextAsync(message, pipeline);

    private async ValueTask ObservedAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var (operation, table) = StorageOperation.Of(message.Request.Method, message.Request.Uri.Path);
        var started = Stopwatch.GetTimestamp();
        using var span = Source.StartActivity(table is null ? operation : $"{operation} {table}", ActivityKind.Client);
        span?.SetTag("db.system.name", "azure.tables").SetTag("db.operation.name", operation).SetTag("db.collection.name", table).SetTag("server.address", message.Request.Uri.Host);
        var failure = "canceled";
        try
        {
            await ProcessNextAsync(message, pipeline);
            failure = message.HasResponse ? FailureOf(message.Response.Status) : null;
            if (message.HasResponse) span?.SetTag("db.response.status_code", message.Response.Status.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = exception.GetType().Name;
            throw;
        }
        finally
        {
            if (message.ProcessingContext.RetryNumber is > 0 and var retries) span?.SetTag("storage.retries", retries);
            if (failure is not null) span.Fail(failure);
            duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds, new("operation", operation), new("table", table ?? "any"), new("outcome", failure ?? "success"));
        }
    }

    // A row that is not there, or is there already, or was changed meanwhile, is an answer that the app asks for.
    private static string? FailureOf(int status) => status is < 400 or 404 or 409 or 412 ? null : status.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => meter.Dispose();
}

/// <summary>What a request does to which table, by its method and path. A transaction's table is in its body only.</summary>
internal static class StorageOperation
{
    private static readonly string[] Known = ["SessionIndex", "Sessions", "Roster", "DeadLetters"];

    public static (string Operation, string? Table) Of(RequestMethod method, string path)
    {
        if (path.EndsWith("$batch", StringComparison.Ordinal)) return ("transaction", null);
        var address = path.AsSpan(path.LastIndexOf('/') + 1);
        if (address is "Tables") return ("create table", null);

        // The emulator's account stands before the table, and a key may hold a slash: from the first known name on.
        foreach (var table in Known)
        {
            var at = path.IndexOf(table, StringComparison.Ordinal);
            if (at < 0) continue;
            var after = path.AsSpan(at + table.Length);
            var isRow = after.StartsWith("(PartitionKey", StringComparison.OrdinalIgnoreCase);
            return (method.Method switch
            {
                "GET" => isRow ? "get" : "query",
                "POST" => "insert",
                "PUT" => "replace",
                "DELETE" => "delete",
                _ => "merge",
            }, table);
        }

        return ("other", null);
    }
}
