using Azure.Data.Tables;
using Functions.Roster;
using Functions.Tests.Crashes;
using Functions.Tests.Fixtures.InMemoryTables;

namespace Functions.Tests.Roster;

public sealed class RosterSweepTests
{
    private const int Rows = 5_000;

    [Theory, InlineData(1, 1), InlineData(100, 100), InlineData(101, 5), InlineData(1_000, 5), InlineData(6_000, 5)]
    public async Task Just_the_rows_that_are_asked_for_are_read_with_few_calls(int asked, int mostCalls)
    {
        var random = new Random(asked);
        var keys = Enumerable.Range(0, asked).Select(_ => Key(random.Next(-Rows / 4, Rows * 5 / 4))).ToList();
        var (read, calls) = await ReadAsync(keys);
        var expected = keys.Distinct().Where(k => string.CompareOrdinal(k, Key(0)) >= 0 && string.CompareOrdinal(k, Key(Rows)) < 0);
        Assert.Equal(expected.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        Assert.All(read, r => Assert.Equal(r.Key, r.Value.RowKey));
        Assert.InRange(calls, 1, mostCalls);
    }

    [Fact]
    public async Task Pages_without_any_of_the_rows_are_leapt_over()
    {
        string[] keys = [.. Enumerable.Range(0, 60).Select(Key), .. Enumerable.Range(Rows - 60, 60).Select(Key)];
        var (read, calls) = await ReadAsync(keys);
        Assert.Equal(keys, read.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, calls);
    }

    /// <summary>Asks for these among the keys from 0 to 5,000.</summary>
    private static async Task<(Dictionary<string, TableEntity> Read, int Calls)> ReadAsync(IReadOnlyList<string> keys)
    {
        var (service, plan) = (new InMemoryTableService(), new CrashPlan());
        var table = service.Client().GetTableClient("Roster");
        await table.CreateIfNotExistsAsync();
        foreach (var chunk in Enumerable.Range(0, Rows).Chunk(100))
            await table.SubmitTransactionAsync(chunk.Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("students", Key(n)))));
        var options = new TableClientOptions { Transport = new CrashStorage(service, plan) };
        var counted = new TableServiceClient(InMemoryTableService.ConnectionString, options).GetTableClient("Roster");
        return (await RosterSweep.ReadAsync(counted, "students", keys, CancellationToken.None), plan.Calls.Count);
    }

    // Six digits, so that numbers below zero sort first too.
    private static string Key(int n) => $"s-{n + Rows:D6}";
}
