using Azure.Data.Tables;
using Functions.Tests.Fixtures;
using static Functions.Tests.Storage.TableServices;

namespace Functions.Tests.Storage;

/// <summary>Queries mean the same on the emulator and in memory.</summary>
public sealed class TableQueryTests(Classroom classroom)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<Service> Both => TableServices.Both;

    public static TheoryData<string, string> Filters => new()
    {
        { "PartitionKey eq 'p' and RowKey ge 'b' and RowKey lt 'd'", "pb pc" },
        { "PartitionKey eq 'p' and RowKey gt 'b' and RowKey le 'd'", "pc pd" },
        { "PartitionKey eq 'p' and RowKey ge 'a' and RowKey ge 'c' and RowKey le 'z'", "pc pd pe" },
        { "PartitionKey eq 'p' and (RowKey eq 'a' or RowKey eq 'e')", "pa pe" },
        { "PartitionKey eq 'p' and RowKey ne 'a'", "pb pc pd pe" },
        { "PartitionKey eq 'p' and not (n ge 2)", "pa pb" },
        { "n eq 1", "pb qb" },
        { "n gt 1 and n le 3", "pc pd qc qd" },
        { "name eq 'it''s c'", "pc qc" },
        { "even eq true and PartitionKey eq 'q'", "qa qc qe" },
        { "at lt datetime'2026-03-01T12:02:00Z' and PartitionKey eq 'p'", "pa pb" },
        { "id eq guid'00000000-0000-0000-0000-000000000003'", "pd qd" },
        { "long gt 5000000002L and PartitionKey eq 'p'", "pd pe" },
        { "half lt 1.0 and PartitionKey eq 'p'", "pa pb" },
        { "PartitionKey gt 'p'", "qa qb qc qd qe" },
        { "PartitionKey eq 'p' and RowKey gt 'e'", "" },
        { "PartitionKey eq 'nobody'", "" },
    };

    private async Task<TableClient> Filled(Service service)
    {
        var table = await NewTable(classroom, service);
        foreach (var partition in new[] { "p", "q" })
            await table.SubmitTransactionAsync(Enumerable.Range(0, 5).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, $"{(char)('a' + i)}")
            {
                ["n"] = i,
                ["name"] = $"it's {(char)('a' + i)}",
                ["even"] = i % 2 == 0,
                ["at"] = Noon.AddMinutes(i),
                ["id"] = new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)i),
                ["long"] = 5_000_000_000L + i,
                ["half"] = (i / 2.0) + 0.25,
            })));
        return table;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Filters_find_the_same_rows_in_the_same_order(Service service)
    {
        var table = await Filled(service);
        foreach (var (filter, expected) in Filters.Select(f => f.Data))
        {
            var found = await table.QueryAsync<TableEntity>(filter).Select(e => e.PartitionKey + e.RowKey).ToListAsync();
            Assert.Equal($"{filter}: {expected}", $"{filter}: {string.Join(' ', found)}");
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Only_what_is_selected_comes_back(Service service)
    {
        var table = await Filled(service);
        var row = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'", select: ["n", "at"]).FirstAsync();
        Assert.Equal((0, Noon), (row["n"], row["at"]));
        Assert.False(row.ContainsKey("name"));
        TableEntity point = await table.GetEntityAsync<TableEntity>("p", "b", ["n"]);
        Assert.Equal(1, point["n"]);
        Assert.False(point.ContainsKey("name"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Pages_continue_where_the_last_one_ended(Service service)
    {
        var table = await Filled(service);
        foreach (var (filter, expected) in new[] { ("PartitionKey eq 'q'", new[] { "qa qb", "qc qd", "qe" }), ("n ne 1", ["pa pc", "pd pe", "qa qc", "qd qe"]) })
        {
            List<string> pages = [];
            string? token = null;
            do
            {
                // Each page from a fresh query, as a caller's cursor does it.
                await foreach (var page in table.QueryAsync<TableEntity>(filter, maxPerPage: 2).AsPages(token))
                {
                    pages.Add(string.Join(' ', page.Values.Select(e => e.PartitionKey + e.RowKey)));
                    token = page.ContinuationToken;
                    break;
                }
            }
            while (!string.IsNullOrEmpty(token));
            Assert.Equal(expected, pages.Where(p => p.Length > 0));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_page_holds_a_thousand_rows(Service service)
    {
        var table = await NewTable(classroom, service);
        foreach (var chunk in Enumerable.Range(0, 1100).Chunk(100))
            await table.SubmitTransactionAsync(chunk.Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:D5}"))));
        var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").AsPages().Select(p => p.Values.Count).ToListAsync();
        Assert.Equal([1000, 100], pages);
    }
}
