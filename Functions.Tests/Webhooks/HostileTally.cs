using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Tests.Webhooks;

/// <summary>What must have come of a flood of hostile requests: the answer of each, and the rows of all.</summary>
internal sealed class HostileTally(IReadOnlyDictionary<string, string> sessionOfMeeting, DateTimeOffset now)
{
    private readonly ConcurrentDictionary<string, HostileRequest> rows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HostileRequest> letters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> statuses = new();
    private int signed;

    public int Signed => signed;

    public string Statuses => string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}"));

    public int Recorded => rows.Count;

    /// <summary>The only right answer; notes what it must leave behind.</summary>
    public int Expect(HostileRequest request)
    {
        if (request.Body.Length > ZoomWebhook.MostBytes) return 413;
        if (!request.IsSigned(now)) return 401;
        Interlocked.Increment(ref signed);
        switch (WebhookParser.Parse(request.Body))
        {
            case Challenge challenge:
                return challenge.PlainToken.Length <= 256 && challenge.PlainToken.All(c => char.IsAsciiLetterOrDigit(c) || "+/=_.~-".Contains(c, StringComparison.Ordinal)) ? 200 : 400;
            case Reported reported:
                Readable(request);
                if (sessionOfMeeting.TryGetValue(reported.MeetingId, out var session))
                    rows[$"{session} {SessionRows.Log(reported.OccurredAt, reported.Digest)}"] = request;
                return 200;
            case Broken:
                letters[Keys.Digest(Encoding.Latin1.GetString(request.Body))] = request;
                return 400;
            default:
                return 200;
        }
    }

    public void Answered(HostileRequest request, int expected, int status)
    {
        statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
        if (status != expected) Assert.Fail($"{status} instead of {expected} to {request}");
    }

    /// <summary>The log and the dead letters hold exactly what signed requests said.</summary>
    public async Task CheckAsync(Tables tables)
    {
        var mine = sessionOfMeeting.Values.ToHashSet(StringComparer.Ordinal);
        HashSet<string> logged = [];
        foreach (var session in mine)
            await foreach (var row in tables.Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {session} and RowKey lt {SessionRows.StatusFrom}")))
                logged.Add($"{row.PartitionKey} {row.RowKey}");
        Same(rows, logged, "the log");
        HashSet<string> kept = [];
        await foreach (var letter in tables.DeadLetters.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"])) kept.Add(letter.RowKey[^22..]);
        Same(letters, kept, "the dead letters");
    }

    private static void Same(IReadOnlyDictionary<string, HostileRequest> expected, HashSet<string> found, string where)
    {
        var (lost, strange) = (expected.Keys.Where(k => !found.Contains(k)).ToList(), found.Where(k => !expected.ContainsKey(k)).ToList());
        if (lost.Count + strange.Count == 0) return;
        Assert.Fail($"{where}: {lost.Count} lost, {strange.Count} strange. {(lost.Count > 0 ? expected[lost[0]] : strange[0])}");
    }

    // Whatever the parser accepts must be JSON to anybody.
    private static void Readable(HostileRequest request)
    {
        var body = request.Body.AsSpan().StartsWith("\uFEFF"u8) ? request.Body.AsMemory(3) : request.Body;
        using var document = JsonDocument.Parse(body);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }
}
