using Azure;
using Azure.Data.Tables;
using Functions.Tests.Fixtures;
using static Functions.Tests.Storage.TableServices;

namespace Functions.Tests.Storage;

/// <summary>Single writes and point reads mean the same on the emulator and in memory.</summary>
public sealed class TableWriteTests(Classroom classroom)
{
    public static TheoryData<Service> Both => TableServices.Both;

    private static TableEntity Everything(string partition, string row) => new(partition, row)
    {
        ["text"] = "Zoë \"🚒\" \\ \u0001 '",
        ["empty"] = "",
        ["int"] = -5,
        ["long"] = 1L << 60,
        ["double"] = 0.5,
        ["whole"] = 3.0,
        ["bool"] = true,
        ["date"] = new DateTimeOffset(2026, 3, 1, 10, 0, 0, 123, TimeSpan.Zero),
        ["guid"] = new Guid("5c8f4a9e-0000-4000-8000-000000000001"),
        ["bytes"] = new byte[] { 0, 1, 255 },
        ["nothing"] = null,
    };

    [Theory, MemberData(nameof(Both))]
    public async Task Every_type_comes_back_as_it_was_written(Service service)
    {
        var table = await NewTable(classroom, service);
        var written = Everything("p'q", "r s+%ü");
        await table.AddEntityAsync(written);
        TableEntity read = await table.GetEntityAsync<TableEntity>("p'q", "r s+%ü");
        Assert.All(written.Where(p => p.Value is not null), p => Assert.Equal(p.Value, read[p.Key]));
        Assert.Equal(written.Where(p => p.Value is null).Select(p => p.Key), ["nothing"]);
        Assert.False(read.TryGetValue("nothing", out var nothing) && nothing is not null);
        Assert.Equal(("p'q", "r s+%ü"), (read.PartitionKey, read.RowKey));
        Assert.InRange(read.Timestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.NotEqual(default, read.ETag);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_table_exists_once(Service service)
    {
        var table = await NewTable(classroom, service);
        Assert.Equal((409, "TableAlreadyExists"), await Refusal(() => table.CreateAsync()));
        await table.CreateIfNotExistsAsync();
        var missing = Of(classroom, service).GetTableClient("missing");
        Assert.Equal((404, "TableNotFound"), await Refusal(() => missing.AddEntityAsync(new TableEntity("p", "r"))));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_not_there_is_404(Service service)
    {
        var table = await NewTable(classroom, service);
        Assert.Equal((404, "ResourceNotFound"), await Refusal(() => table.GetEntityAsync<TableEntity>("p", "r")));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.Equal((404, "ResourceNotFound"), await Refusal(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, TableUpdateMode.Replace)));
        Assert.Equal((404, "ResourceNotFound"), await Refusal(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, TableUpdateMode.Merge)));
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_insert_never_overwrites(Service service)
    {
        var table = await NewTable(classroom, service);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["a"] = 1 });
        Assert.Equal((409, "EntityAlreadyExists"), await Refusal(() => table.AddEntityAsync(new TableEntity("p", "r") { ["a"] = 2 })));
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value["a"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Replace_drops_what_it_does_not_name_and_merge_keeps_it(Service service)
    {
        var table = await NewTable(classroom, service);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["a"] = 1, ["b"] = 1 }, TableUpdateMode.Merge);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["b"] = "two", ["c"] = 2 }, TableUpdateMode.Merge);
        Assert.Equal([("a", 1), ("b", "two"), ("c", 2)], await Properties());
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["d"] = 3 }, ETag.All, TableUpdateMode.Merge);
        Assert.Equal([("a", 1), ("b", "two"), ("c", 2), ("d", 3)], await Properties());
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["e"] = 4 }, TableUpdateMode.Replace);
        Assert.Equal([("e", 4)], await Properties());
        await table.DeleteEntityAsync("p", "r");
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["f"] = 5 }, TableUpdateMode.Replace);
        Assert.Equal([("f", 5)], await Properties());

        async Task<(string, object)[]> Properties() => [.. (await table.GetEntityAsync<TableEntity>("p", "r")).Value
            .Where(p => p.Key is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value))];
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_change_needs_the_version_that_was_read(Service service)
    {
        var table = await NewTable(classroom, service);
        await table.AddEntityAsync(new TableEntity("p", "r"));
        TableEntity first = await table.GetEntityAsync<TableEntity>("p", "r");
        var updated = await table.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Replace);
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await Refusal(() => table.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Replace)));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await Refusal(() => table.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Merge)));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await Refusal(() => table.DeleteEntityAsync("p", "r", first.ETag)));
        TableEntity second = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal(updated.Headers.ETag, second.ETag);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r", second.ETag)).Status);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_text_of_32768_characters_fits_and_one_more_does_not(Service service)
    {
        var table = await NewTable(classroom, service);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["text"] = new string('ü', 32 * 1024), ["bytes"] = new byte[64 * 1024] });
        Assert.Equal((400, "PropertyValueTooLarge"), await Refusal(() => table.AddEntityAsync(new TableEntity("p", "s") { ["text"] = new string('ü', (32 * 1024) + 1) })));
        Assert.Equal((400, "PropertyValueTooLarge"), await Refusal(() => table.AddEntityAsync(new TableEntity("p", "t") { ["bytes"] = new byte[(64 * 1024) + 1] })));
        Assert.Equal((400, "PropertyValueTooLarge"), await Refusal(() => table.UpsertEntityAsync(new TableEntity("p", "r") { ["more"] = new string('x', (32 * 1024) + 1) })));
    }

    // The emulator lets the rest pass; the service documents it.
    [Fact]
    public async Task An_entity_holds_a_megabyte_in_memory()
    {
        var table = await NewTable(classroom, Service.Memory);
        await table.AddEntityAsync(Large("r", 15));
        Assert.Equal((400, "EntityTooLarge"), await Refusal(() => table.AddEntityAsync(Large("s", 17))));

        static TableEntity Large(string row, int columns)
        {
            var entity = new TableEntity("p", row);
            for (var i = 0; i < columns; i++) entity[$"c{i}"] = new byte[64 * 1024];
            return entity;
        }
    }

    [Theory, InlineData("a/b"), InlineData("a\\b"), InlineData("a#b"), InlineData("a?b"), InlineData("a\u0001b"), InlineData("a\u0085b")]
    public async Task A_key_with_forbidden_characters_is_refused_in_memory(string key)
    {
        var table = await NewTable(classroom, Service.Memory);
        Assert.Equal((400, "OutOfRangeInput"), await Refusal(() => table.AddEntityAsync(new TableEntity(key, "r"))));
        Assert.Equal((400, "OutOfRangeInput"), await Refusal(() => table.AddEntityAsync(new TableEntity("p", key))));
    }

    [Fact]
    public async Task A_time_before_1601_and_a_key_over_512_characters_are_refused_in_memory()
    {
        var table = await NewTable(classroom, Service.Memory);
        Assert.Equal((400, "OutOfRangeInput"), await Refusal(() => table.AddEntityAsync(new TableEntity("p", "r") { ["at"] = new DateTimeOffset(1600, 12, 31, 0, 0, 0, TimeSpan.Zero) })));
        Assert.Equal((400, "KeyValueTooLarge"), await Refusal(() => table.AddEntityAsync(new TableEntity("p", new string('k', 513)))));
    }
}
