using Azure.Data.Tables;
using Functions.Tests.Fixtures;
using Functions.Tests.Fixtures.InMemoryTables;

namespace Functions.Tests.Storage;

/// <summary>The two table services that must behave alike: the emulator, and the one in memory.</summary>
public enum Service
{
    Azurite,
    Memory,
}

internal static class TableServices
{
    private static readonly InMemoryTableService Memory = new();

    public static TheoryData<Service> Both => [Service.Azurite, Service.Memory];

    public static TableServiceClient Of(Classroom classroom, Service service)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        return service == Service.Memory ? Memory.Client(options) : new TableServiceClient(classroom.Azurite.ConnectionString, options);
    }

    /// <summary>A table that no other test has.</summary>
    public static async Task<TableClient> NewTable(Classroom classroom, Service service)
    {
        var table = Of(classroom, service).GetTableClient($"t{Guid.NewGuid():N}");
        await table.CreateAsync();
        return table;
    }

    /// <summary>What is refused, as status and code.</summary>
    public static async Task<(int Status, string? Code)> Refusal(Func<Task> call)
    {
        var refused = await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(call);
        return (refused.Status, refused.ErrorCode);
    }
}
