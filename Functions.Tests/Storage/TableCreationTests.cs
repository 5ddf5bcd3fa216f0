using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Functions.Tests.Storage;

/// <summary>The tables are made where they are missing; where they are there, a start costs one read.</summary>
public sealed class TableCreationTests(Classroom classroom)
{
    [Fact]
    public async Task New_storage_gets_every_table_and_the_next_start_makes_one_read()
    {
        var account = classroom.Azurite.NewAccount();
        Assert.Equal(["GET", "POST", "POST", "POST", "POST"], await CallsOfAStart(account));
        Assert.Equal(["GET"], await CallsOfAStart(account));
        Assert.Equal(["DeadLetters", "Roster", "SessionIndex", "Sessions"], await TablesOf(account));
    }

    [Fact]
    public async Task What_a_start_that_died_left_out_the_next_one_makes()
    {
        var account = classroom.Azurite.NewAccount();
        var service = new TableServiceClient(account);
        await new Tables(service).All.First().CreateIfNotExistsAsync();
        await CallsOfAStart(account);
        Assert.Equal(["DeadLetters", "Roster", "SessionIndex", "Sessions"], await TablesOf(account));
    }

    [Fact]
    public void The_table_that_tells_of_all_others_is_made_last() =>
        Assert.Equal("DeadLetters", new Tables(new TableServiceClient(classroom.Azurite.ConnectionString)).All.Last().Name);

    private static async Task<IEnumerable<string>> CallsOfAStart(string account)
    {
        var calls = new Calls();
        var options = new TableClientOptions();
        options.AddPolicy(calls, HttpPipelinePosition.PerCall);
        using var creation = new TableCreation(new Tables(new TableServiceClient(account, options)), TimeProvider.System, NullLogger<TableCreation>.Instance);
        await creation.StartingAsync(TestContext.Current.CancellationToken);
        await creation.StartedAsync(TestContext.Current.CancellationToken);
        return calls.Methods;
    }

    private static async Task<IEnumerable<string>> TablesOf(string account)
    {
        List<string> names = [];
        await foreach (var table in new TableServiceClient(account).QueryAsync(cancellationToken: TestContext.Current.CancellationToken)) names.Add(table.Name);
        return names.Order(StringComparer.Ordinal);
    }

    private sealed class Calls : HttpPipelinePolicy
    {
        public ConcurrentQueue<string> Methods { get; } = new();

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Methods.Enqueue(message.Request.Method.Method);
            return ProcessNextAsync(message, pipeline);
        }
    }
}
