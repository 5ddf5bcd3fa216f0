using System.Globalization;
using System.Text;
using Functions.Presence;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>Puts students into rooms, in the order given.</summary>
internal static class RoomPlanner
{
    /// <summary>Zoom's clients take at most this many characters (Meeting SDK headers).</summary>
    private const int LongestName = 32;

    public static IReadOnlyList<PlannedRoom> Plan(IReadOnlyList<PlannedStudent> students, int studentsPerRoom)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. students.Chunk(studentsPerRoom).Select((group, i) => new PlannedRoom(
                SessionRows.RoomId(i),
                studentsPerRoom == 1 ? Unique(group[0].Name, taken) : string.Create(CultureInfo.InvariantCulture, $"Room {i + 1}"),
                group)),
        ];
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        for (var n = 1; ; n++)
        {
            var suffix = n == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({n})");
            var candidate = Cut(name, LongestName - suffix.Length) + suffix;
            if (taken.Add(candidate)) return candidate;
        }
    }

    private static string Cut(string name, int most)
    {
        var cut = new StringBuilder(most);
        foreach (var rune in name.EnumerateRunes())
        {
            if (cut.Length + rune.Utf16SequenceLength > most) break;
            cut.Append(rune.ToString());
        }

        return cut.ToString().TrimEnd();
    }
}
