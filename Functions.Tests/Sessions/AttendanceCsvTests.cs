using Functions.Presence;
using Functions.Sessions;

namespace Functions.Tests.Sessions;

public sealed class AttendanceCsvTests
{
    private static Attendee Who(string? id, string? name, string? email = null) =>
        new(id, name, email, id is null ? null : MatchedBy.Name, false, DateTimeOffset.UnixEpoch, null, 60, 50, 0, 10, 1, 2, 3, []);

    private static string[] Lines(params Attendee[] students) => AttendanceCsv.Write(new("s", true, students, [Who(null, "Guest")])).Split("\r\n");

    [Fact]
    public void A_line_a_student_then_the_unmatched_with_an_empty_id() => Assert.Equal(
        [
            "student_id,name,email,matched_by,first_join,last_leave,present_seconds,own_room_seconds,other_room_seconds,main_seconds,drops,late_seconds,left_early_seconds",
            "1,Alice,a@example.edu,name,1970-01-01T00:00:00Z,,60,50,0,10,1,2,3",
            ",Guest,,,1970-01-01T00:00:00Z,,60,50,0,10,1,2,3",
            "",
        ],
        Lines(Who("1", "Alice", "a@example.edu")));

    [Theory]
    [InlineData("Smith, Jane", "\"Smith, Jane\"")]
    [InlineData("The \"Boss\"", "\"The \"\"Boss\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("  +1", "'  +1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=1,2", "\"'=1,2\"")]
    [InlineData("Zoë 🚒", "Zoë 🚒")]
    public void Texts_are_quoted_as_the_RFC_says_and_are_no_formulas(string name, string cell) =>
        Assert.StartsWith($"1,{cell},,name", AttendanceCsv.Write(new("s", true, [Who("1", name)], [])).Split("\r\n", 2)[1], StringComparison.Ordinal);
}
