using Functions.Roster;
using Functions.Tests.Crashes;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Roster;

/// <summary>Two imports at once, and others who change the roster meanwhile.</summary>
public sealed class ImportRaceTests
{
    private const int Students = 130;

    [Fact]
    public async Task Each_entry_ends_as_one_of_the_two_has_it()
    {
        for (var round = 0; round < Effort.Of(20); round++)
        {
            var random = new Random(round);
            var world = await RosterWorld.NewAsync(Some(random, "Before", 'a'));
            // The first is about everybody, so that nobody keeps an e-mail that it gives to another.
            var (one, other) = (Some(random, "One", 'a', Students), Some(random, "Other", 'b'));
            var results = await Task.WhenAll(Task.Run(() => world.ImportAsync(one)), Task.Run(() => world.ImportAsync(other)));
            Assert.All(results, r => Assert.True(r.TryGet(out _, out var problem), $"round {round}: {problem}"));
            var now = await world.ReadAsync();
            foreach (var (id, versions) in one.Concat(other).GroupBy(e => e.Entry.Id).Select(g => (g.Key, g.Select(e => e.Entry))))
                Assert.Contains(now[(RosterRole.Students, id)], versions);
        }
    }

    /// <summary>Who comes too late is named; nobody gets an e-mail twice, and nothing breaks.</summary>
    [Fact]
    public async Task Imports_that_want_the_same_emails_get_each_once()
    {
        var overtaken = 0;
        for (var round = 0; round < Effort.Of(20); round++)
        {
            var random = new Random(round);
            var world = await RosterWorld.NewAsync(Some(random, "Before", 'a'));
            ImportEntry[][] imports = [Some(random, "One", 'a'), Some(random, "Other", 'a'), Some(random, "Third", 'a')];
            var results = await Task.WhenAll(imports.Select(i => Task.Run(() => world.ImportAsync(i))));
            var now = await world.ReadAsync();
            foreach (var result in results)
            {
                if (result.TryGet(out _, out var problem)) continue;
                overtaken++;
                Assert.Equal((400, "urn:problem:validation"), (problem.Status, problem.Type));
                Assert.All(problem.Errors!.Keys, place => Assert.EndsWith(".email", place, StringComparison.Ordinal));
            }

            Assert.True(now.Count <= Students);
        }

        Assert.True(overtaken > 0);
    }

    /// <summary>An entry and the row of its e-mail are read one after the other, in whichever order.</summary>
    [Theory, InlineData(1), InlineData(2)]
    public async Task An_email_that_is_changed_between_two_reads_leads_to_whom_it_belongs(int read)
    {
        ImportEntry With(string email) => RosterWorld.Entry(RosterRole.Students, "1", email, $"{email}@example.edu");
        var world = await RosterWorld.NewAsync([With("old")]);
        var plan = new CrashPlan(CrashFault.SlowBefore, new Call("GET Roster", read));
        var slow = world.ImportAsync([With("old") with { Entry = With("old").Entry with { Name = "Slow" } }], plan);
        await plan.Reached;
        await world.ImportAsync([With("new")]);
        plan.Release();
        Assert.True((await slow).TryGet(out _, out var problem), $"{problem}");
        Assert.Equal(("Slow", "old@example.edu"), (await world.ReadAsync()).Values.Single() is var now ? (now.Name, now.Email) : default);
    }

    [Fact]
    public async Task What_others_do_meanwhile_to_people_who_are_not_in_it_stays()
    {
        var before = Enumerable.Range(0, 300).Select(n => RosterWorld.Entry(RosterRole.Students, $"{n:D3}", "Before", $"s{n}@example.edu")).ToList();
        var world = await RosterWorld.NewAsync(before);
        var (even, odd) = (before.Where((_, n) => n % 2 == 0).Select(Renamed).ToList(), before.Where((_, n) => n % 2 == 1).Select(Renamed).ToList());
        var results = await Task.WhenAll(Task.Run(() => world.ImportAsync(even)), Task.Run(() => world.ImportAsync(odd)));
        Assert.All(results, r => Assert.True(r.TryGet(out var report, out _) && report == new ImportReport(0, 150, 0)));
        Assert.All((await world.ReadAsync()).Values, e => Assert.Equal("After", e.Name));

        static ImportEntry Renamed(ImportEntry e) => e with { Entry = e.Entry with { Name = "After" } };
    }

    /// <summary>Many of the students, each with one of the pool's e-mails or none.</summary>
    private static ImportEntry[] Some(Random random, string name, char pool, int? count = null)
    {
        var (ids, emails) = (Enumerable.Range(0, Students).ToArray(), Enumerable.Range(0, Students).ToArray());
        random.Shuffle(ids);
        random.Shuffle(emails);
        return
        [
            .. ids.Take(count ?? random.Next(Students / 2, Students))
                .Select((id, i) => RosterWorld.Entry(RosterRole.Students, $"{id}", name, random.Next(5) == 0 ? null : $"{pool}{emails[i]}@example.edu")),
        ];
    }
}
