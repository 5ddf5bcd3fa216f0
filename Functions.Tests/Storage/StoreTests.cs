using Azure.Data.Tables;
using Functions.Roster;
using Functions.Storage;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Storage;

/// <summary>The app's own stores do the same on the emulator and in memory.</summary>
public sealed class StoreTests(Classroom classroom)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<Service> Both => TableServices.Both;

    private async Task<Tables> TablesOf(Service service)
    {
        var tables = new Tables(TableServices.Of(classroom, service));
        foreach (var table in tables.All) await table.CreateIfNotExistsAsync();
        return tables;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_roster_keeps_one_entry_an_email(Service service)
    {
        var roster = new RosterStore(await TablesOf(service));
        var (id, email) = ($"it's {Guid.NewGuid()}", $"{Guid.NewGuid()}@example.edu");
        Assert.Equal(Put.Created, await roster.PutAsync(RosterRole.Professors, new(id, "Zoë", email, null), default));
        Assert.Equal(Put.Updated, await roster.PutAsync(RosterRole.Professors, new(id, "Zoë B.", email, "z"), default));
        Assert.Equal(Put.EmailTaken, await roster.PutAsync(RosterRole.Professors, new(id + "2", "Other", email.ToUpperInvariant(), null), default));
        Assert.Equal(new RosterEntry(id, "Zoë B.", email, "z"), await roster.FindAsync(RosterRole.Professors, id, default));
        Assert.Equal(id, await roster.FindIdByEmailAsync(RosterRole.Professors, email, default));
        Assert.Equal(Put.Updated, await roster.PutAsync(RosterRole.Professors, new(id, "Zoë B.", null, null), default));
        Assert.Null(await roster.FindIdByEmailAsync(RosterRole.Professors, email, default));
        Assert.Null(await roster.FindAsync(RosterRole.Students, id, default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_many_who_take_one_email_at_once_one_gets_it(Service service)
    {
        var roster = new RosterStore(await TablesOf(service));
        var email = $"{Guid.NewGuid()}@example.edu";
        var puts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() =>
            roster.PutAsync(RosterRole.Professors, new(Guid.NewGuid().ToString(), "P", email, null), default))));
        Assert.Equal(1, puts.Count(p => p == Put.Created));
        Assert.Equal(11, puts.Count(p => p == Put.EmailTaken));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_list_comes_in_pages_by_id(Service service)
    {
        var roster = new RosterStore(await TablesOf(service));
        var prefix = $"z{Guid.NewGuid():N}";
        var all = Enumerable.Range(0, 7).Select(i => new RosterEntry($"{prefix}-{i}", $"S {i}", $"{prefix}.{i}@example.edu", null)).ToList();
        await roster.AddMissingAsync(RosterRole.Students, all, default);
        await roster.AddMissingAsync(RosterRole.Students, all, default);
        List<RosterEntry> listed = [];
        for (string? after = prefix; after is not null;)
        {
            var page = await roster.ListAsync(RosterRole.Students, 3, after, default);
            listed.AddRange(page.Items.Where(e => e.Id.StartsWith(prefix, StringComparison.Ordinal)));
            after = page.Items.Count > 0 && page.Items[^1].Id.StartsWith(prefix, StringComparison.Ordinal) ? page.NextCursor : null;
        }

        Assert.Equal(all, listed);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Work_is_added_once_moves_and_is_removed(Service service)
    {
        var tables = await TablesOf(service);
        var work = new OpenWork(tables, tables);
        var id = Guid.NewGuid().ToString();
        var host = $"host-{id}";
        var intent = OpenWork.NewWork(id);
        intent["host"] = host;
        var now = Noon.AddYears(service == Service.Memory ? 10 : 20).AddSeconds(Environment.TickCount);
        Assert.False(await work.HasUnfinishedCreationAsync(host, now, default));
        await work.AddAsync(intent, id, WorkKind.Create, now + OpenWork.Lease, default);
        Assert.True(await work.HasUnfinishedCreationAsync(host, now, default));
        Assert.False(await work.HasUnfinishedCreationAsync("another", now, default));
        Assert.Equal(409, (await Assert.ThrowsAsync<TableTransactionFailedException>(() => work.AddAsync(OpenWork.NewWork(id), id, WorkKind.Create, now, default))).Status);

        var found = (await work.FindAsync(id, default))!;
        await work.ReplaceAsync(found, OpenWork.NewWork(id), id, WorkKind.Watch, now.AddHours(1), default);
        Assert.False(await work.HasUnfinishedCreationAsync(host, now, default));
        Assert.Equal(412, (await Assert.ThrowsAsync<TableTransactionFailedException>(() => work.RemoveAsync(found, default))).Status);
        await work.RemoveAsync((await work.FindAsync(id, default))!, default);
        Assert.Null(await work.FindAsync(id, default));
    }
}
