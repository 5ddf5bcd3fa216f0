using Functions.Roster;
using Functions.Storage;
using Functions.Tests.Crashes;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Roster;

/// <summary>Wherever an import is interrupted, the same import does the rest.</summary>
public sealed class ImportCrashTests
{
    private const int Students = 230;

    private static readonly CrashFault[] Faults =
    [
        CrashFault.Refused, CrashFault.CutBefore, CrashFault.CutBeforeEach, CrashFault.LostAfter, CrashFault.LostAfterEach,
        CrashFault.DiedBefore, CrashFault.DiedAfter,
    ];

    // Some are there already as they are to be, some change, some pass their e-mail on, and some are none of this import's business.
    private static readonly ImportEntry[] Before =
    [
        .. Enumerable.Range(0, 60).Select(n => Student(n, "Student", $"s{n}@example.edu")),
        .. Enumerable.Range(60, 60).Select(n => Student(n, "Pupil", $"s{n + 1}@example.edu")),
        .. Enumerable.Range(500, 20).Select(n => Student(n, "Bystander", $"s{n}@example.edu")),
        RosterWorld.Entry(RosterRole.Professors, "1", "Professor", "p1@example.edu"),
    ];

    private static readonly ImportEntry[] Import =
    [
        .. Enumerable.Range(0, Students).Select(n => Student(n, "Student", n % 10 == 9 ? null : $"s{n}@example.edu")),
        .. Enumerable.Range(1, 3).Select(n => RosterWorld.Entry(RosterRole.Professors, $"{n}", $"Professor {n}", $"p{n}@example.edu")),
    ];

    private static ImportEntry Student(int n, string name, string? email) => RosterWorld.Entry(RosterRole.Students, $"{n}", $"{name} {n}", email);

    [Fact]
    public async Task Posted_again_after_any_fault_at_any_call_it_completes_and_counts_what_was_left()
    {
        var undisturbed = new CrashPlan();
        var calm = await RosterWorld.NewAsync(Before);
        Assert.True((await calm.ImportAsync(Import, undisturbed)).TryGet(out var report, out _));
        Assert.Equal(new(112, 67, 54), report);
        var (target, outcomes) = (await calm.ReadAsync(), new List<string>());
        Assert.Equal(20, target.Values.Count(e => e.Name.StartsWith("Bystander", StringComparison.Ordinal)));

        foreach (var call in undisturbed.Calls)
            foreach (var fault in Faults) outcomes.Add(await TryAsync(call, fault, target));

        var summary = string.Join(", ", outcomes.CountBy(o => o).Select(o => $"{o.Value} {o.Key}"));
        Effort.Report($"roster import: {undisturbed.Calls.Count} storage calls x {Faults.Length} faults, posted again: {summary}");
    }

    /// <summary>Ids are found anew each time: nobody is there twice in the end.</summary>
    [Fact]
    public async Task Without_ids_posted_again_after_any_fault_it_repeats_nobody()
    {
        ImportEntry[] import =
        [
            .. Enumerable.Range(0, 60).Select(n => Unnumbered($"Student {n}", n % 3 == 0 ? null : $"s{n}@example.edu")),
            .. Enumerable.Range(0, 5).Select(n => Unnumbered("Kim Lee", $"kim{n}@example.edu")),
            Unnumbered("Kim Lee", null),
            Unnumbered("Student 61", "s1@before.example"),
        ];
        ImportEntry[] before = [Student(7, "Before", "s7@example.edu"), Student(8, "Before", "s1@before.example")];
        var undisturbed = new CrashPlan();
        var calm = await RosterWorld.NewAsync(before);
        Assert.True((await calm.ImportAsync(import, undisturbed)).TryGet(out var report, out _));
        Assert.Equal(new(import.Length - 2, 2, 0), report);
        var target = await calm.ReadAsync();
        Assert.Equal(import.Length, target.Count);
        foreach (var call in undisturbed.Calls)
        {
            foreach (var fault in Faults)
            {
                var world = await RosterWorld.NewAsync(before);
                try
                {
                    await world.ImportAsync(import, new CrashPlan(fault, call));
                }
                catch (Exception exception) when (exception.IsStorageAway())
                {
                    // The caller gets 503, or nothing at all.
                }

                Assert.True((await world.ImportAsync(import)).TryGet(out _, out var problem), $"{call} {fault}: {problem}");
                Assert.Equal(target, await world.ReadAsync());
                Assert.True((await world.ImportAsync(import)).TryGet(out var again, out _));
                Assert.Equal(new(0, 0, import.Length), again);
            }
        }

        Effort.Report(
            $"roster import without ids: {undisturbed.Calls.Count} storage calls x {Faults.Length} faults, posted again: nobody twice");
    }

    private static ImportEntry Unnumbered(string name, string? email) =>
        new($"{name} {email}", RosterRole.Students, new("", name, email, null), HasId: false);

    private static async Task<string> TryAsync(Call call, CrashFault fault, Dictionary<(RosterRole, string), RosterEntry> target)
    {
        var world = await RosterWorld.NewAsync(Before);
        var isDone = false;
        try
        {
            Assert.True((await world.ImportAsync(Import, new CrashPlan(fault, call))).TryGet(out var first, out var problem), $"{call} {fault}: {problem}");
            Assert.Equal(Import.Length, first.Created + first.Updated + first.Unchanged);
            isDone = true;
        }
        catch (Exception exception) when (exception.IsStorageAway())
        {
            // The caller gets 503, or nothing at all.
        }

        var between = await world.ReadAsync();
        if (isDone) Assert.Equal(target, between);
        var left = Import.CountBy(e => between.TryGetValue((e.Role, e.Entry.Id), out var there) ? (there == e.Entry ? "unchanged" : "updated") : "created").ToDictionary();
        Assert.True((await world.ImportAsync(Import)).TryGet(out var report, out var again), $"{call} {fault}: {again}");
        Assert.Equal(new(left.GetValueOrDefault("created"), left.GetValueOrDefault("updated"), left["unchanged"]), report);
        Assert.Equal(target, await world.ReadAsync());
        return isDone ? "done at once" : left["unchanged"] == 54 ? "nothing written before" : "half done before";
    }
}
