using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Webhooks;

/// <summary>A webhook request that Zoom signed and nobody could read. Its body is kept apart.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ReplayedAt">When it was last sent through again.</param>
/// <param name="Outcome">What came of that.</param>
public sealed record DeadLetter(string Id, string Reason, int Size, DateTimeOffset ReceivedAt, DateTimeOffset? ReplayedAt, string? Outcome);

/// <summary>A page of dead letters, newest first.</summary>
public sealed record DeadLetterList(IReadOnlyList<DeadLetter> DeadLetters, string? NextCursor);

/// <summary>
/// Keeps what a trusted sender sent and nobody could read, so that it can be looked at and sent through again. A day is a partition;
/// within it the newest comes first.
/// </summary>
public sealed class DeadLetterStore(Tables tables, [FromKeyedServices(Tables.ForWebhooks)] Tables hurried, TimeProvider time)
{
    public const int DaysKept = 30;

    private const int LettersAtOnce = 20;
    private const string DayFormat = "yyyy-MM-dd";
    private const string Body = "body";
    private const int LongestId = 64;

    private static readonly string[] AllButBody = ["PartitionKey", "RowKey", "reason", "size", "received_at", "replayed_at", "outcome"];

    public async Task KeepAsync(string reason, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var letter = new TableEntity(Day(now), $"{Keys.Inverted(now)}-{Keys.Digest(Encoding.Latin1.GetString(body.Span))}")
        {
            ["reason"] = reason,
            ["size"] = body.Length,
            ["received_at"] = now,
        };
        BinaryColumns.Write(letter, Body, body.Span);
        try
        {
            await hurried.DeadLetters.AddEntityAsync(letter, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // The first try had arrived after all.
        }
    }

    /// <summary>Newest first.</summary>
    /// <param name="after">Id of the last letter of the page before.</param>
    public async Task<DeadLetterList> ListAsync(int limit, string? after, CancellationToken cancellationToken)
    {
        List<DeadLetter> found = [];
        var now = time.GetUtcNow();
        var from = Split(after ?? "");
        for (var age = 0; age <= DaysKept; age++)
        {
            var day = Day(now.AddDays(-age));
            if (from is { } last && string.CompareOrdinal(day, last.Day) > 0) continue;
            var row = from?.Day == day ? from.Value.Row : "";
            var rows = tables.DeadLetters.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {day} and RowKey gt {row}"), limit + 1, AllButBody, cancellationToken);
            await foreach (var letter in rows)
            {
                if (found.Count == limit) return new(found, found[^1].Id);
                found.Add(Read(letter));
            }
        }

        return new(found, null);
    }

    /// <summary>The body of a letter, or null when there is no such letter.</summary>
    public async Task<byte[]?> FindBodyAsync(string id, CancellationToken cancellationToken)
    {
        if (Split(id) is not { } key) return null;
        return await tables.DeadLetters.FindAsync(key.Day, key.Row, cancellationToken) is { } row ? BinaryColumns.Read(row, Body) : null;
    }

    /// <summary>Notes what came of sending a letter through again.</summary>
    public async Task NoteAsync(string id, string outcome, CancellationToken cancellationToken)
    {
        if (Split(id) is not { } key) return;
        var note = new TableEntity(key.Day, key.Row) { ["replayed_at"] = time.GetUtcNow(), ["outcome"] = outcome };
        await tables.DeadLetters.UpdateEntityAsync(note, ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Deletes what is older than <see cref="DaysKept"/> days. Doing it twice, or twice at once, does no harm.</summary>
    public async Task<int> DeleteOldAsync(CancellationToken cancellationToken)
    {
        var old = tables.DeadLetters.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey lt {Day(time.GetUtcNow().AddDays(-DaysKept))}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        var deleted = 0;
        await foreach (var row in old)
        {
            // A letter that is gone already is as good as deleted: the client takes 404 for success.
            await tables.DeadLetters.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            deleted++;
        }

        return deleted;
    }

    /// <summary>Looks at one page of letters, and deletes those whose text is meant.</summary>
    /// <param name="isMeant">Gets the body, and once more with JSON's escapes undone where it has any.</param>
    /// <param name="cursor">What the page before gave; null for the first.</param>
    /// <returns>Where to go on; null at the end.</returns>
    public async Task<string?> DeletePageAsync(Func<string, bool> isMeant, string? cursor, CancellationToken cancellationToken)
    {
        await foreach (var page in tables.DeadLetters.QueryAsync<TableEntity>(maxPerPage: LettersAtOnce, cancellationToken: cancellationToken).AsPages(cursor))
        {
            foreach (var letter in page.Values)
            {
                // Searching a long letter takes a while.
                cancellationToken.ThrowIfCancellationRequested();
                var text = Encoding.UTF8.GetString(BinaryColumns.Read(letter, Body) ?? []);
                var plain = Escapes.Undo(text);
                if (isMeant(text) || (plain.Length < text.Length && isMeant(plain)))
                    await tables.DeadLetters.DeleteEntityAsync(letter.PartitionKey, letter.RowKey, cancellationToken: cancellationToken);
            }

            return page.ContinuationToken;
        }

        return null;
    }

    private static DeadLetter Read(TableEntity row) => new(
        row.PartitionKey + row.RowKey, row.GetString("reason"), row.GetInt32("size") ?? 0, row.GetDateTimeOffset("received_at") ?? default,
        row.GetDateTimeOffset("replayed_at"), row.GetString("outcome"));

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static (string Day, string Row)? Split(string id) =>
        id.Length > DayFormat.Length && id.Length <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? (id[..DayFormat.Length], id[DayFormat.Length..]) : null;
}
