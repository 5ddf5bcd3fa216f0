using System.Net;
using Functions.Sessions.Reconciling;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;

namespace Functions.Tests.Forgetting;

/// <summary>After the retention period a session keeps its totals, and nobody's name.</summary>
public sealed class RetentionTests(Classroom classroom)
{
    private const string TenDays = "--Sessions:RetentionDays=10";

    private Task<Household> House() => Household.StartAsync(classroom, settings: TenDays);

    private static async Task<int> Forget(Household house)
    {
        var (done, failed) = await house.Retention().RunAsync(CancellationToken.None);
        Assert.Equal(0, failed);
        return done;
    }

    [Fact]
    public async Task Totals_stay_and_names_go()
    {
        await using var house = await House();
        var session = await house.FinishedClass();
        var group = await house.FinishedClass(("students_per_room", 2));
        await house.Pass(CatchUp.FirstAfter + TimeSpan.FromMinutes(1));
        var (before, groupBefore) = (await house.Attendance(session), await house.Attendance(group));
        Assert.Contains(before.GetProperty("students").EnumerateArray(), s => s.GetProperty("own_room_seconds").GetInt32() > 300);

        // Days are counted from midnight, and midnight may have passed since the classes ended.
        house.Clock.Jump(TimeSpan.FromDays(9));
        Assert.Equal(0, await Forget(house));
        house.Clock.Jump(TimeSpan.FromDays(2));
        Assert.Equal(2, await Forget(house));

        var after = await house.Attendance(session);
        Assert.Equal((before.Totals(), groupBefore.Totals()), (after.Totals(), (await house.Attendance(group)).Totals()));
        Assert.Equal(
            (before.GetProperty("class_start").GetString(), before.GetProperty("class_end").GetString()),
            (after.GetProperty("class_start").GetString(), after.GetProperty("class_end").GetString()));
        Assert.Equal("Student 1", after.GetProperty("students")[0].GetProperty("name").GetString());
        var snapshot = await house.Look(session);
        Assert.Equal(("completed", "Recursion", "Room 001", "Student 1"), (snapshot.Text("status"), snapshot.Text("topic"), snapshot["breakout_rooms"][0].GetProperty("name").GetString(), snapshot.Student("1").GetProperty("name").GetString()));
        var kept = (await house.ContentsAsync()).Rows.Where(r => r.Key.Table != "Roster").ToList();
        Assert.DoesNotContain(kept, r => Names.Any(n => Contents.Text(r.Value).Contains(n, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(kept, r => r.Key.Row.StartsWith(SessionRows.LogPrefix, StringComparison.Ordinal) || r.Key.Row.StartsWith(SessionRows.PersonPrefix, StringComparison.Ordinal));
        Assert.Equal("completed", (await house.Operator.Get("api/sessions?professor_id=1"))["sessions"][0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing_and_the_list_is_empty_in_the_end()
    {
        await using var house = await House();
        await house.FinishedClass();
        await house.Pass(CatchUp.FirstAfter + TimeSpan.FromMinutes(1));
        house.Clock.Jump(TimeSpan.FromDays(12));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Forget(house)));
        var once = (await house.ContentsAsync()).Render();
        Assert.Equal(0, await Forget(house));
        Assert.Equal(once, (await house.ContentsAsync()).Render());
        house.Clock.Jump(TimeSpan.FromHours(3));
        Assert.Equal(1, await Forget(house));
        var rows = (await house.ContentsAsync()).Rows.Keys;
        Assert.DoesNotContain(rows, r => r.Partition.StartsWith(IndexRows.DonePrefix, StringComparison.Ordinal) || r.Partition.StartsWith("meeting-", StringComparison.Ordinal));
        Assert.Equal(0, await Forget(house));
    }

    [Fact]
    public async Task An_event_that_slips_in_afterwards_goes_too()
    {
        await using var house = await House();
        var session = await house.FinishedClass();
        await house.Pass(CatchUp.FirstAfter + TimeSpan.FromMinutes(1));
        house.Clock.Jump(TimeSpan.FromDays(12));
        await Forget(house);
        // This process has known the meeting since the events before; the clock of its memory is not ours.
        await house.Post(SignedEvent.Joined(session.Text("meeting_id"), "u2", Term.Name, house.Now));
        house.Clock.Jump(TimeSpan.FromHours(3));
        await Forget(house);
        Assert.DoesNotContain((await house.ContentsAsync()).Rows.Keys, r => r.Row.StartsWith(SessionRows.LogPrefix, StringComparison.Ordinal) || r.Row.StartsWith(SessionRows.PersonPrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recording_that_gets_ready_only_then_is_not_noted_any_more()
    {
        var tables = classroom.Azurite.NewAccount();
        await using var house = await Household.StartAsync(classroom, tables: tables, settings: TenDays);
        var session = await house.FinishedClass();
        house.Clock.Jump(TimeSpan.FromDays(12));
        await Forget(house);
        await using var another = await FunctionApp.StartAsync(tables, house.Zoom.BaseUrl);
        Assert.Equal(HttpStatusCode.OK, (await another.PostEvent(SignedEvent.Recording(session.Text("meeting_id"), "u", DateTimeOffset.UtcNow.AddHours(-1)))).Status);
        Assert.DoesNotContain((await house.ContentsAsync()).Rows.Keys, r => r.Row.StartsWith(SessionRows.LogPrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_death_between_any_two_calls_is_healed_by_the_next_run()
    {
        var crash = new Crash();
        await using var house = await Household.StartAsync(classroom, b => b.Services.AddCrash(crash), settings: TenDays);
        await house.FinishedClass();
        await house.Pass(CatchUp.FirstAfter + TimeSpan.FromMinutes(1));
        house.Clock.Jump(TimeSpan.FromDays(12));
        var before = await house.ContentsAsync();
        var (expected, calls) = await RunAsync(0, afterEffect: false);
        foreach (var afterEffect in new[] { false, true })
            for (var n = 1; n <= calls; n++)
            {
                await before.RestoreAsync(house.Tables);
                var (end, _) = await RunAsync(n, afterEffect);
                Assert.True(expected == end, $"Died {(afterEffect ? "after" : "before")} call {n}:\n{end}\ninstead of\n{expected}");
            }

        Effort.Report($"retention: a death before and after each of {calls} storage calls, {2 * calls} in all, each healed by the next runs");

        async Task<(string End, int Calls)> RunAsync(int at, bool afterEffect)
        {
            crash.At(at, afterEffect);
            await Try();
            house.Clock.Jump(TimeSpan.FromHours(3));
            var isDead = crash.HasHappened;
            if (isDead) crash.Revive();
            await Try();
            var used = crash.Calls;
            var died = isDead || crash.HasHappened;
            crash.Revive();
            if (died)
            {
                await Forget(house);
                house.Clock.Jump(TimeSpan.FromHours(3));
                await Forget(house);
                house.Clock.Jump(-TimeSpan.FromHours(3));
            }

            house.Clock.Jump(-TimeSpan.FromHours(3));
            Assert.Equal(at > 0, died);
            return ((await house.ContentsAsync()).Render(Untimed), used);
        }

        async Task Try()
        {
            try
            {
                await house.Retention().RunAsync(CancellationToken.None);
            }
            catch (CrashedException)
            {
                // As it should.
            }
        }
    }

    [Fact]
    public async Task What_is_not_over_stays()
    {
        await using var house = await House();
        var session = await house.RunningClass();
        house.Clock.Jump(TimeSpan.FromDays(30));
        Assert.Equal(0, await Forget(house));
        Assert.Equal(Term.Name, (await house.Look(session)).Student("1").GetProperty("name").GetString());
    }

    private static IReadOnlyList<string> Names => ["Alice", "Bob", "Charlie", "Diana", "Ethan", "Sarah", "example.edu", "iPhone", "zoom.us", "passcode=", "join_url="];

    private static string Untimed(string line) => System.Text.RegularExpressions.Regex.Replace(line, "forgotten_at=\\S+", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
