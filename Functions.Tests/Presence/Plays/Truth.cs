using Functions.Presence;
using Functions.Tests.Presence.Naive;
using Span = Functions.Tests.Presence.Naive.Span;

namespace Functions.Tests.Presence.Plays;

/// <summary>What a played class truly was, to be compared with what the product says.</summary>
internal static class Truth
{
    public static void MustBeToldBy(Play play, Snapshot snapshot)
    {
        var over = play.SessionEnd is not null;
        foreach (var (student, i) in snapshot.BreakoutRooms.SelectMany(r => r.Students).Select((s, i) => (s, i)))
        {
            var actors = play.Actors.Where(a => a.Student == student.StudentId).ToList();
            var at = actors.ConvertAll(a => over ? (Spot.Out, null) : a.SeenAt(play.Now));
            var rooms = at.Where(x => x.Item1 == Spot.Room).Select(x => x.Item2).ToList();
            var devices = actors.Zip(at).Where(x => x.Second.Item1 is Spot.Main or Spot.Room).Select(x => x.First.PersonId)
                .Distinct().Count();
            Assert.Equal((student.StudentId, devices), (student.StudentId, student.Devices));
            if (rooms.Count > 0)
            {
                Assert.Contains(student.CurrentZoomRoomId, rooms);
                Assert.Contains(student.Location, new[] { Location.OwnRoom, Location.OtherRoom });
                if (play.IsOrderly && snapshot.SettlesAt is null) Assert.Equal((student.StudentId, Location.OwnRoom), (student.StudentId, student.Location));
                continue;
            }

            var place = at.Exists(x => x.Item1 == Spot.Main) ? Location.MainSession
                : at.Exists(x => x.Item1 == Spot.Waiting) ? Location.WaitingRoom
                : actors.Exists(a => a.WasEverIn) ? Location.Left
                : Location.Absent;
            Assert.Equal((student.StudentId, place, null), (student.StudentId, student.Location, student.CurrentZoomRoomId));
        }

        Assert.Equal(play.Actors.Where(a => a.Student is null).Select(a => a.PersonId).Distinct().Count(),
            snapshot.Unmatched.Count + snapshot.Hosts.Count);
    }

    /// <summary>Person id to where they truly were.</summary>
    public static Dictionary<string, IEnumerable<Span>> Spans(Play play) => play.Actors
        .GroupBy(a => a.PersonId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.SelectMany(a => Spans(a, play.Now)),
            StringComparer.Ordinal);

    private static IEnumerable<Span> Spans(Actor a, long now)
    {
        var track = a.Track;
        return track.Select((t, i) => (t.Spot, Span: new Span(t.Room, t.At, i + 1 < track.Count ? track[i + 1].At : now)))
            .Where(t => t.Spot is Spot.Main or Spot.Room && t.Span.From < t.Span.To)
            .Select(t => t.Span);
    }
}
