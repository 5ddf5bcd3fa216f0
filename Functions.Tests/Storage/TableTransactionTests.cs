using Azure;
using Azure.Data.Tables;
using Functions.Tests.Fixtures;
using static Functions.Tests.Storage.TableServices;
using Act = Azure.Data.Tables.TableTransactionActionType;

namespace Functions.Tests.Storage;

/// <summary>Entity-group transactions mean the same on the emulator and in memory: all or nothing, and which action was refused.</summary>
public sealed class TableTransactionTests(Classroom classroom)
{
    public static TheoryData<Service> Both => TableServices.Both;

    private static TableTransactionAction Do(Act act, string row, ETag etag = default, int value = 1) => new(act, new TableEntity("p", row) { ["value"] = value }, etag);

    private static async Task<(int Status, string? Code, int? Action)> Failed(TableClient table, params TableTransactionAction[] actions)
    {
        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));
        return (failed.Status, failed.ErrorCode, failed.FailedTransactionActionIndex);
    }

    private static async Task<string> Rows(TableClient table) =>
        string.Join(' ', await table.QueryAsync<TableEntity>().OrderBy(e => e.RowKey).Select(e => $"{e.RowKey}={e["value"]}").ToListAsync());

    [Theory, MemberData(nameof(Both))]
    public async Task All_kinds_of_actions_happen_together(Service service)
    {
        var table = await NewTable(classroom, service);
        await table.SubmitTransactionAsync([Do(Act.Add, "a"), Do(Act.Add, "b"), Do(Act.Add, "c"), Do(Act.Add, "d")]);
        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "a");
        var answer = await table.SubmitTransactionAsync(
        [
            Do(Act.UpdateReplace, "a", read.ETag, 2), Do(Act.UpdateMerge, "b", ETag.All, 2), Do(Act.UpsertReplace, "c", value: 2),
            Do(Act.Delete, "d", ETag.All), Do(Act.UpsertMerge, "e", value: 2), Do(Act.Add, "f", value: 2),
        ]);
        Assert.Equal("a=2 b=2 c=2 e=2 f=2", await Rows(table));
        Assert.Equal(6, answer.Value.Count);
        Assert.Equal((await table.GetEntityAsync<TableEntity>("p", "a")).Value.ETag, answer.Value[0].Headers.ETag);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_refused_is_named_and_undoes_the_rest(Service service)
    {
        var table = await NewTable(classroom, service);
        await table.SubmitTransactionAsync([Do(Act.Add, "a"), Do(Act.Add, "b")]);
        TableEntity old = await table.GetEntityAsync<TableEntity>("p", "a");
        await table.UpdateEntityAsync(old, old.ETag, TableUpdateMode.Replace);
        var before = await Rows(table);
        Assert.Equal((409, "EntityAlreadyExists", 0), await Failed(table, Do(Act.Add, "a", value: 9), Do(Act.Add, "n", value: 9)));
        Assert.Equal((409, "EntityAlreadyExists", 1), await Failed(table, Do(Act.Add, "n", value: 9), Do(Act.Add, "a", value: 9)));
        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), await Failed(table, Do(Act.Add, "n", value: 9), Do(Act.UpdateReplace, "a", old.ETag, 9)));
        Assert.Equal((404, "ResourceNotFound", 2), await Failed(table, Do(Act.Add, "n", value: 9), Do(Act.UpdateMerge, "b", ETag.All, 9), Do(Act.UpdateReplace, "x", ETag.All, 9)));
        Assert.Equal((404, "ResourceNotFound", 1), await Failed(table, Do(Act.Delete, "b", ETag.All), Do(Act.Delete, "x", ETag.All)));
        Assert.Equal(before, await Rows(table));
    }

    // The emulator answers the rest with what the client cannot read, or lets it pass; the service documents it.
    [Fact]
    public async Task A_transaction_holds_100_actions_in_memory()
    {
        var table = await NewTable(classroom, Service.Memory);
        await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(i => Do(Act.Add, $"{i:D3}")));
        Assert.Equal((400, "InvalidInput", 100), await Failed(table, [.. Enumerable.Range(200, 101).Select(i => Do(Act.Add, $"{i:D3}"))]));
        Assert.Equal(100, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task One_row_changes_once_and_in_one_partition_in_memory()
    {
        var table = await NewTable(classroom, Service.Memory);
        Assert.Equal((400, "InvalidDuplicateRow", 1), await Failed(table, Do(Act.Add, "a"), Do(Act.UpsertReplace, "a")));
        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions", 1), await Failed(table, Do(Act.Add, "a"), new(Act.Add, new TableEntity("q", "b"))));
        Assert.Equal("", await Rows(table));
    }

    [Fact]
    public async Task A_transaction_holds_four_megabytes_in_memory()
    {
        var table = await NewTable(classroom, Service.Memory);
        var refused = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(
            Enumerable.Range(0, 80).Select(i => new TableTransactionAction(Act.Add, new TableEntity("p", $"{i}") { ["bytes"] = new byte[60 * 1024] }))));
        Assert.Equal((413, "RequestBodyTooLarge"), (refused.Status, refused.ErrorCode));
        Assert.Equal("", await Rows(table));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_many_writers_with_the_same_version_one_wins(Service service)
    {
        var table = await NewTable(classroom, service);
        await table.AddEntityAsync(new TableEntity("p", "a") { ["value"] = 0 });
        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "a");
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                await table.SubmitTransactionAsync([Do(Act.Add, $"log-{i:D2}"), Do(Act.UpdateReplace, "a", read.ETag, i)]);
                return i;
            }
            catch (TableTransactionFailedException failed) when (failed is { Status: 412, FailedTransactionActionIndex: 1 })
            {
                return 0;
            }
        })));
        var winner = Assert.Single(outcomes, i => i > 0);
        Assert.Equal($"a={winner} log-{winner:D2}=1", await Rows(table));
    }
}
