using CsCheck;
using Functions.Presence;

namespace Functions.Tests.Presence;

/// <summary>
/// Random classes, and where everybody truly is. Excluded by name are the known limits: rooms closed within 5 seconds of a join, two
/// rooms joined by one person in one second, and a room entered and left (or the meeting left) in one second.
/// </summary>
public sealed class RandomClassTests
{
    private static readonly string[] Students = ["Alice", "Bob", "Charlie", "Diana"];
    private static readonly int[] Gaps = [0, 0, 1, 2, 4, 7, 30];

    private static readonly Gen<(Act Act, int Who, int Room, int Gap)[]> Acts =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, Students.Length - 1], Gen.Int[0, 4], Gen.OneOf(Gaps.Select(g => (IGen<int>)Gen.Const(g)).ToArray())).Array[1, 60];

    private enum Act
    {
        Join,
        Leave,
        Return,
        EnterRoom,
        BackToMain,
        CloseAllRooms,
    }

    [Fact]
    public void The_snapshot_says_where_everybody_truly_is_in_any_order_and_with_duplicates() =>
        Gen.Select(Acts, Gen.Int).Sample((acts, seed) =>
        {
            var play = new Play();
            foreach (var act in acts) play.Do(act.Act, Students[act.Who], act.Room, act.Gap);
            var events = play.Story.Events;
            var shuffled = events.Concat(events.Where((_, i) => i % 4 == 0)).ToArray();
            new Random(seed).Shuffle(shuffled);
            var seen = play.Story.Fold(shuffled, play.Story.Now + 10);
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(play.Story.Fold(events, play.Story.Now + 10)), System.Text.Json.JsonSerializer.Serialize(seen));
            foreach (var name in Students) Assert.Equal((name, play.Truth(name)), (name, Told(seen.Student(name))));
        }, iter: 3_000);

    private static string Told(StudentView student) => student.CurrentZoomRoomId ?? student.Location.ToString();

    /// <summary>Plays acts that make sense and are within the limits; knows the truth all the while.</summary>
    private sealed class Play
    {
        private readonly Dictionary<string, Actor> actors = new(StringComparer.Ordinal);
        private int generation;

        public ClassStory Story { get; } = ClassStory.With(Students).MeetingStarts();

        public string Truth(string name) => !actors.TryGetValue(name, out var a) ? "Absent" : !a.IsIn ? "Left" : a.Room ?? "MainSession";

        public void Do(Act act, string name, int room, int gap)
        {
            Story.After(gap);
            actors.TryGetValue(name, out var a);
            switch (act)
            {
                case Act.Join when a is null || (!a.IsIn && Story.Now > a.LeftAt):
                    Story.Joins(name);
                    actors[name] = new Actor { IsIn = true };
                    break;
                case Act.Leave when a is { IsIn: true } && a.EnteredAt != Story.Now:
                    Story.Leaves(name);
                    (a.IsIn, a.Room, a.LeftAt) = (false, null, Story.Now);
                    break;
                case Act.Return when a is { IsIn: false } && Story.Now > a.LeftAt:
                    Story.Returns(name);
                    a.IsIn = true;
                    break;
                case Act.EnterRoom when a is { IsIn: true } && a.EnteredAt != Story.Now && a.Room != RoomName(room):
                    Story.Enters(name, RoomName(room));
                    (a.Room, a.EnteredAt) = (RoomName(room), Story.Now);
                    break;
                case Act.BackToMain when a is { IsIn: true, Room: not null } && a.EnteredAt != Story.Now:
                    Story.GoesBackToMain(name);
                    a.Room = null;
                    break;
                case Act.CloseAllRooms when actors.Values.All(x => x.Room is null || Story.Now > x.EnteredAt + Whereabouts.GraceSeconds):
                    Story.HostClosesAllRooms();
                    foreach (var x in actors.Values) x.Room = null;
                    generation++;
                    break;
            }
        }

        private string RoomName(int room) => $"room-{generation}-{room}";

        private sealed class Actor
        {
            public bool IsIn { get; set; }

            public string? Room { get; set; }

            public long EnteredAt { get; set; }

            public long LeftAt { get; set; }
        }
    }
}
