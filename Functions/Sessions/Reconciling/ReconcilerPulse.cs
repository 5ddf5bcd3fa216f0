using Azure;
using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Reconciling;

/// <summary>When the reconciler last began a round: by its timer, and by whatever began it. Null: never.</summary>
public sealed record ReconcilerRounds(DateTimeOffset? ByTimer, DateTimeOffset? Last);

/// <summary>
/// The one note that all instances share of when the reconciler last ran, and who may begin a round in the timer's place.
/// </summary>
public sealed partial class ReconcilerPulse(Tables tables, IConfiguration configuration, TimeProvider time, ILogger<ReconcilerPulse> logger)
{
    /// <summary>The timer ticks every minute; so long without a round is a silence.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    private const string TimerAt = "timer_at";
    private const string RanAt = "ran_at";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether the timer is to run at all: an operator may have switched it off.</summary>
    public bool IsWanted { get; } = !IsOn(configuration["AzureWebJobs:Reconcile:Disabled"]) && !IsOn(configuration["AzureWebJobs.Reconcile.Disabled"]);

    public async Task<ReconcilerRounds> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await tables.SessionIndex.FindAsync(IndexRows.System, IndexRows.ReconcilerRow, cancellationToken);
        return new(row?.GetDateTimeOffset(TimerAt), row?.GetDateTimeOffset(RanAt));
    }

    /// <summary>Whether that is too long ago, or ahead by so much that it says nothing.</summary>
    public bool IsSilence(DateTimeOffset? at) => at is not { } known || (time.GetUtcNow() - known).Duration() > Silence;

    /// <summary>Notes a round of the timer. That it could not be noted stops no round.</summary>
    public async Task TickedAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var note = new TableEntity(IndexRows.System, IndexRows.ReconcilerRow) { [TimerAt] = now, [RanAt] = now };
            await tables.SessionIndex.UpsertEntityAsync(note, TableUpdateMode.Merge, either.Token);
        }
        catch (Exception exception) when (exception is RequestFailedException or OperationCanceledException or AggregateException && !cancellationToken.IsCancellationRequested)
        {
            Log.NotNoted(logger, exception.GetType().Name);
        }
    }

    /// <summary>Takes the timer's place for one round, when it has been silent: of all who try at once, one succeeds.</summary>
    /// <returns>Whether the caller is to run the round.</returns>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        var row = await tables.SessionIndex.FindAsync(IndexRows.System, IndexRows.ReconcilerRow, cancellationToken);
        if (!IsSilence(row?.GetDateTimeOffset(RanAt))) return false;
        var note = new TableEntity(IndexRows.System, IndexRows.ReconcilerRow) { [RanAt] = time.GetUtcNow() };
        try
        {
            if (row is null) await tables.SessionIndex.AddEntityAsync(note, cancellationToken);
            else await tables.SessionIndex.UpdateEntityAsync(note, row.ETag, TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            return false;
        }
    }

    // As a host reads it.
    private static bool IsOn(string? text) => text == "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(503, LogLevel.Information, "When the reconciler last ran could not be noted: {Exception}.")]
        public static partial void NotNoted(ILogger logger, string exception);
    }
}
