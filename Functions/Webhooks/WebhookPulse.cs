using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Webhooks;

/// <summary>When Zoom was last heard of.</summary>
/// <param name="Challenge">Zoom's last <c>endpoint.url_validation</c>, which comes every 72 hours.</param>
/// <param name="Event">The last event recorded, to within a few minutes.</param>
public sealed record LastHeard(DateTimeOffset? Challenge, DateTimeOffset? Event);

/// <summary>
/// Keeps when Zoom's last challenge and event came, for those who check whether webhooks arrive at all. A note that could not be
/// written costs nobody anything.
/// </summary>
public sealed partial class WebhookPulse(Tables tables, TimeProvider time, ILogger<WebhookPulse> logger)
{
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private const string Challenge = "last_challenge";
    private const string Event = "last_event";

    private long nextNote;

    public async Task<LastHeard> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await tables.SessionIndex.FindAsync(IndexRows.System, IndexRows.WebhookRow, cancellationToken);
        return new(row?.GetDateTimeOffset(Challenge), row?.GetDateTimeOffset(Event));
    }

    public Task ChallengedAsync() => NoteAsync(Challenge);

    /// <summary>Written at most once in five minutes by a process.</summary>
    public Task HeardAsync()
    {
        var (now, next) = (time.GetUtcNow().UtcTicks, Interlocked.Read(ref nextNote));
        return now >= next && Interlocked.CompareExchange(ref nextNote, now + BetweenNotes.Ticks, next) == next ? NoteAsync(Event) : Task.CompletedTask;
    }

    private async Task NoteAsync(string what)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var note = new TableEntity(IndexRows.System, IndexRows.WebhookRow) { [what] = time.GetUtcNow() };
            await tables.SessionIndex.UpsertEntityAsync(note, TableUpdateMode.Merge, patience.Token);
        }
        catch (Exception exception) when (exception is Azure.RequestFailedException or OperationCanceledException or AggregateException)
        {
            Log.NotNoted(logger, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(405, LogLevel.Information, "When the webhook was last heard could not be noted: {Exception}.")]
        public static partial void NotNoted(ILogger logger, string exception);
    }
}
