using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Http;
using Functions.Roster;
using Functions.Storage;
using Functions.Tests.Crashes;
using Functions.Tests.Fixtures.InMemoryTables;

namespace Functions.Tests.Roster;

/// <summary>A roster in memory behind the real storage client, and processes that import into it. Pauses take no time.</summary>
internal sealed class RosterWorld
{
    private readonly InMemoryTableService storage = new();

    public static async Task<RosterWorld> NewAsync(IReadOnlyList<ImportEntry> before)
    {
        var world = new RosterWorld();
        await Connect(world.storage).Roster.CreateIfNotExistsAsync();
        await world.ImportAsync(before);
        return world;
    }

    public static ImportEntry Entry(RosterRole role, string id, string name, string? email) => new($"{role} {id}", role, new(id, name, email, null));

    /// <summary>An import by a process of its own, to which happens what the plan says.</summary>
    public Task<Result<ImportReport>> ImportAsync(IReadOnlyList<ImportEntry> entries, CrashPlan? plan = null)
    {
        var tables = Connect(new CrashStorage(storage, plan ?? new CrashPlan()));
        return new RosterImporter(tables, new RosterStore(tables)).ImportAsync(entries, CancellationToken.None);
    }

    /// <summary>Everybody, by list and id. Each e-mail leads to whom it belongs to, and to nobody else.</summary>
    public async Task<Dictionary<(RosterRole Role, string Id), RosterEntry>> ReadAsync()
    {
        var everybody = new Dictionary<(RosterRole, string), RosterEntry>();
        foreach (var role in Enum.GetValues<RosterRole>())
        {
            var (emails, owners) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            await foreach (var row in Connect(storage).Roster.QueryAsync<TableEntity>(r => r.PartitionKey == RosterRows.Partition(role)))
            {
                if (string.CompareOrdinal(row.RowKey, RosterRows.FirstEntry) < 0)
                {
                    owners.Add($"{row.RowKey} {row.GetString("id")}");
                    continue;
                }

                var entry = RosterRows.Entry(row);
                everybody.Add((role, entry.Id), entry);
                if (entry.Email is { } email) emails.Add($"{RosterRows.EmailKey(email)} {entry.Id}");
            }

            Assert.Equal(emails.Order(StringComparer.Ordinal), owners.Order(StringComparer.Ordinal));
        }

        return everybody;
    }

    private static Tables Connect(HttpPipelineTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };
        (options.Retry.Delay, options.Retry.MaxDelay, options.Retry.MaxRetries) = (TimeSpan.Zero, TimeSpan.Zero, 3);
        return new Tables(new TableServiceClient(InMemoryTableService.ConnectionString, options));
    }
}
