using Functions.Sessions.Forgetting;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Forgetting;

/// <summary>Wherever an erasure is interrupted, it ends as if it had not been.</summary>
public sealed class ErasureDeathTests(Classroom classroom)
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_death_between_any_two_calls_is_healed_by_the_next_run()
    {
        var crash = new Crash();
        await using var house = await Household.StartAsync(classroom, b => b.Services.AddCrash(crash));
        await house.FinishedClass();
        await house.FinishedClass(("student_ids", new[] { 2, 3 }));
        await house.Pass(CatchUp.FirstAfter + TimeSpan.FromMinutes(1));
        await house.Letters($"{{\"email\":\"{Term.Email}\"", "{");
        house.Clock.Jump(TimeSpan.FromHours(3));
        await house.ReconcileAsync();
        var before = await house.ContentsAsync();
        var erasure = house.App.Services.GetRequiredService<StudentErasure>();
        var (expected, calls) = await RunAsync(0, afterEffect: false);
        Assert.DoesNotContain("alice", expected, StringComparison.OrdinalIgnoreCase);
        foreach (var afterEffect in new[] { false, true })
            for (var n = 1; n <= calls; n++)
            {
                await before.RestoreAsync(house.Tables);
                var (end, _) = await RunAsync(n, afterEffect);
                Assert.True(expected == end, $"Died {(afterEffect ? "after" : "before")} call {n}:\n{end}\ninstead of\n{expected}");
            }

        Effort.Report($"erasure: a death before and after each of {calls} storage calls, {2 * calls} in all, each healed by the next runs");

        // As a caller would who gets no answer, and as the timer does.
        async Task<(string End, int Calls)> RunAsync(int at, bool afterEffect)
        {
            crash.At(at, afterEffect);
            try
            {
                await erasure.BeginAsync("1", CancellationToken.None);
                house.Clock.Jump(FiveMinutes);
                await house.Reconciler.RunAsync(CancellationToken.None);
                house.Clock.Jump(-FiveMinutes);
            }
            catch (CrashedException)
            {
                // As it should.
            }

            var (used, died) = (crash.Calls, crash.HasHappened);
            crash.Revive();
            Assert.Equal(at > 0, died);
            if (died) await erasure.BeginAsync("1", CancellationToken.None);
            var jumped = TimeSpan.Zero;
            while (died && (await house.OpenWorkKinds()).Contains(WorkKind.Erase) && jumped < 6 * FiveMinutes)
            {
                house.Clock.Jump(FiveMinutes);
                jumped += FiveMinutes;
                await house.ReconcileAsync();
            }

            house.Clock.Jump(-jumped);
            return ((await house.ContentsAsync()).Render(Unkeyed), used);
        }
    }

    // Pseudonyms and the keys of nameless persons are random.
    private static string Unkeyed(string line) =>
        System.Text.RegularExpressions.Regex.Replace(line, "(?<=erased-|person-)[A-Za-z0-9_-]{22}", "x", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
