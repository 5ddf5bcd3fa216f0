using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using Functions.Presence;
using Functions.Tests.Fixtures;
using Functions.Tests.Presence.Naive;
using Functions.Tests.Presence.Plays;

namespace Functions.Tests.Presence;

/// <summary>Random classes of up to 60 people, against where everybody truly is and against a naive replay of the whole history.</summary>
public sealed class RandomClassTests
{
    [Fact]
    public void Any_order_with_any_duplicates_gives_the_same_snapshot_and_attendance() => Check("order and duplicates", 1_500, play =>
    {
        var (snapshot, attendance) = (Snapshot(play, play.Story.Events), Attendance(play, play.Story.Events));
        var dice = play.Dice();
        for (var i = 0; i < 3; i++)
        {
            var delivered = Delivery.ShuffledWithDuplicates(play.Story.Events, dice);
            play.Seen.UnionWith(Delivery.GhostPairOrders(delivered));
            Same(snapshot, Snapshot(play, delivered));
            Same(attendance, Attendance(play, delivered));
        }
    });

    [Fact]
    public void The_snapshot_is_what_a_replay_of_the_whole_history_gives() => Check("replay of the whole history", 2_000, play =>
    {
        var delivered = Deliver(play);
        Same(NaiveSnapshot.Of(Naive(play, play.Story.Events), End(play)), Snapshot(play, delivered));
    });

    [Fact]
    public void The_snapshot_says_where_everybody_truly_is() => Check("where everybody truly is", 3_000, play => Truth.MustBeToldBy(play, Snapshot(play, Deliver(play))));

    [Fact]
    public void Attendance_is_true_to_the_second() => Check("attendance as it truly was", 1_500, play =>
    {
        var naive = Naive(play, play.Story.Events);
        var truth = Truth.Spans(play);
        Same(NaiveAttendance.Of(naive, p => truth[p.PersonId], play.SessionEnd is not null), Attendance(play, Deliver(play)));
    });

    [Fact]
    public void Intervals_are_ordered_disjoint_within_their_run_and_add_up() => Check("intervals of attendance", 1_000, play =>
    {
        var received = Delivery.WithLosses(Deliver(play), play.Dice());
        var runs = Touching(play.Story.Classify(received, play.Now, End(play)).Runs.Ordered
            .Where(r => r.Start is not null).Select(r => (r.Start!.Value, r.End ?? play.Now)));
        var attendance = Attendance(play, received);
        foreach (var a in attendance.Students.Concat(attendance.Unmatched))
        {
            long Total(Location place) => a.Intervals.Where(i => i.Place == place).Sum(i => (long)(i.To - i.From).TotalSeconds);
            Assert.Equal((a.OwnRoomSeconds, a.OtherRoomSeconds, a.MainSeconds), (Total(Location.OwnRoom), Total(Location.OtherRoom), Total(Location.MainSession)));
            Assert.Equal(a.PresentSeconds, a.OwnRoomSeconds + a.OtherRoomSeconds + a.MainSeconds);
            Assert.All(a.Intervals, i => Assert.True(i.From < i.To));
            Assert.All(a.Intervals.Zip(a.Intervals.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
            Assert.All(a.Intervals, i => Assert.Contains(runs, r => i.From.ToUnixTimeSeconds() >= r.Start && i.To.ToUnixTimeSeconds() <= r.End));
            Assert.Equal((a.FirstJoin, a.LastLeave), a.Intervals.Count > 0 ? (a.Intervals[0].From, a.Intervals[^1].To)
                : (null, a.JoinUnseen ? a.LastLeave : null));
            Assert.Equal(a.JoinUnseen, a.FirstJoin is null && a.LastLeave is not null);
            Assert.InRange(a.CountedSeconds!.Value, 0, a.PresentSeconds);
            Assert.InRange(a.LateSeconds + a.LeftEarlySeconds + a.CountedSeconds.Value, 0,
                (long)(attendance.ClassEnd - attendance.ClassStart).TotalSeconds);
        }
    });

    [Fact]
    public void When_events_are_lost_the_answer_is_the_one_that_the_rest_give_in_any_order() => Check("one event in ten lost", 2_000, play =>
    {
        var dice = play.Dice();
        var rest = Delivery.WithLosses(play.Story.Events, dice);
        var delivered = Delivery.ShuffledWithDuplicates(rest, dice);
        play.Seen.UnionWith(Delivery.GhostPairOrders(delivered));
        var naive = Naive(play, rest);
        var snapshot = Snapshot(play, rest);
        Same(NaiveSnapshot.Of(naive, End(play)), snapshot);
        Same(snapshot, Snapshot(play, delivered));
        Same(NaiveAttendance.Of(naive, p => NaiveAttendance.Replayed(p, naive.EndOf(p.Run) ?? play.Now), play.SessionEnd is not null), Attendance(play, delivered));
    });

    private static void Check(string what, int classes, Action<Play> property)
    {
        var coverage = new Coverage();
        var clock = Stopwatch.StartNew();
        Scene.Any.Sample(
            scene =>
            {
                var play = Play.Of(scene);
                property(play);
                coverage.Add(play);
            },
            iter: Effort.Of(classes),
            print: scene => scene.ToString());
        coverage.AssertEverythingHappened();
        Effort.Report(FormattableString.Invariant($"presence, {what}: {coverage}, {clock.Elapsed.TotalSeconds:N1} s"));
    }

    // A meeting that is started again in the second of its end goes on without a gap.
    private static List<(long Start, long End)> Touching(IEnumerable<(long Start, long End)> runs)
    {
        List<(long Start, long End)> touching = [];
        foreach (var run in runs)
            if (touching.Count > 0 && touching[^1].End == run.Start) touching[^1] = (touching[^1].Start, run.End);
            else touching.Add(run);
        return touching;
    }

    private static MeetingEvent[] Deliver(Play play)
    {
        var delivered = Delivery.ShuffledWithDuplicates(play.Story.Events, play.Dice());
        play.Seen.UnionWith(Delivery.GhostPairOrders(delivered));
        return delivered;
    }

    private static DateTimeOffset? End(Play play) => play.SessionEnd is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null;

    private static Snapshot Snapshot(Play play, IEnumerable<MeetingEvent> events) => play.Story.Fold(events, play.Now, End(play));

    private static Attendance Attendance(Play play, IEnumerable<MeetingEvent> events) => play.Story.Attend(events, play.Now, End(play));

    private static NaiveClass Naive(Play play, IReadOnlyCollection<MeetingEvent> events) =>
        new(play.Story, events, play.Story.Classify(events, play.Now, End(play)).Bindings.RoomOf, play.Now, play.SessionEnd);

    private static void Same<T>(T expected, T actual) => Assert.Equal(JsonSerializer.Serialize(expected, Indented), JsonSerializer.Serialize(actual, Indented));

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
