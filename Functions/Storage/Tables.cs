using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>The tables. What is in which partition and row is said by <see cref="SessionRows"/>, <see cref="IndexRows"/> and their like.</summary>
public sealed class Tables(TableServiceClient service)
{
    /// <summary>Names the tables whose calls must fit into a webhook's 2.5 seconds, for keyed services.</summary>
    public const string ForWebhooks = "webhooks";

    public TableClient Sessions { get; } = service.GetTableClient("Sessions");

    public TableClient SessionIndex { get; } = service.GetTableClient("SessionIndex");

    public TableClient Roster { get; } = service.GetTableClient("Roster");

    public TableClient DeadLetters { get; } = service.GetTableClient("DeadLetters");

    /// <summary>The last one is made last, and tells that the others are there: a new table's place is the end.</summary>
    public IEnumerable<TableClient> All => [Sessions, SessionIndex, Roster, DeadLetters];
}
