using Functions.Presence;
using Functions.Sessions;

namespace Functions.Tests.Sessions;

public sealed class RoomPlannerTests
{
    private static IEnumerable<string> Names(int perRoom, params string[] students) =>
        RoomPlanner.Plan([.. students.Select((n, i) => new PlannedStudent($"{i}", n))], perRoom).Select(r => r.Name);

    [Fact]
    public void A_room_has_its_students_name_cut_to_32_characters_and_made_unique()
    {
        var (longName, emoji) = (new string('x', 40), new string('y', 31) + "🚒");
        Assert.Equal(
            ["Kim", "kim (2)", "Kim (3)", new string('x', 32), new string('x', 28) + " (2)", new string('y', 31)],
            Names(1, "Kim", "kim", "Kim", longName, longName, emoji));
    }

    [Fact]
    public void Groups_are_numbered() => Assert.Equal(["Room 1", "Room 2", "Room 3"], Names(2, "A", "B", "C", "D", "E"));
}
