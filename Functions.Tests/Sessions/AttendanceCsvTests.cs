using Functions.Presence;
using Functions.Sessions;

namespace Functions.Tests.Sessions;

public sealed class AttendanceCsvTests
{
    private static Attendee Who(string? id, string? name, string? email = null) =>
        new(id, name, email, id is null ? null : MatchedBy.Name, email is not null, false, DateTimeOffset.UnixEpoch, null, false,
            60, 50, 0, 10, 1, 2, 3, 55, []);

    private static string Write(IReadOnlyList<Attendee> students, IReadOnlyList<Attendee> unmatched) =>
        AttendanceCsv.Write(new("s", true, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, students, unmatched));

    private static string[] Lines(params Attendee[] students) => Write(students, [Who(null, "Guest")]).Split("\r\n");

    [Fact]
    public void A_line_a_student_then_the_unmatched_with_an_empty_id() => Assert.Equal(
        [
            "student_id,name,email,matched_by,first_join,last_leave,present_seconds,own_room_seconds,other_room_seconds,main_seconds,drops,late_seconds,left_early_seconds,email_differs",
            "1,Alice,a@example.edu,name,1970-01-01T00:00:00Z,,60,50,0,10,1,2,3,true",
            ",Guest,,,1970-01-01T00:00:00Z,,60,50,0,10,1,2,3,false",
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
    [InlineData("\nx", "\"'\nx\"")]
    [InlineData("=1,2", "\"'=1,2\"")]
    [InlineData("+1", "'+1")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("   =cmd|' /C calc'!A0", "'   =cmd|' /C calc'!A0")]
    [InlineData(" \t =1", "' \t =1")]
    [InlineData("\u00A0=1", "'\u00A0=1")]
    [InlineData("\u3000=1", "'\u3000=1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\v=1", "'\v=1")]
    [InlineData("\0=1", "'\0=1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF20x", "'\uFF20x")]
    [InlineData(" \uFF1D1", "' \uFF1D1")]
    [InlineData("x;=cmd|'/C calc'!A0;y", "x;'=cmd|'/C calc'!A0;y")]
    [InlineData("=1; +2;\u3000\uFF20x", "'=1;' +2;'\u3000\uFF20x")]
    [InlineData("Jean-Luc; Ann = Bo", "Jean-Luc; Ann = Bo")]
    [InlineData("e=mc2", "e=mc2")]
    [InlineData("Zoë 🚒", "Zoë 🚒")]
    public void Texts_are_quoted_as_the_RFC_says_and_are_no_formulas(string name, string cell) =>
        Assert.StartsWith($"1,{cell},,name", Write([Who("1", name)], []).Split("\r\n", 2)[1], StringComparison.Ordinal);

    [Theory, InlineData("=1"), InlineData("@x"), InlineData(" \uFF0B1"), InlineData("\t1")]
    public void No_text_of_a_line_is_left_out(string text)
    {
        var cells = Lines(Who(text, text, text))[1].Split(',');
        Assert.All(cells[..3], cell => Assert.Equal("'" + text, cell));
        Assert.Equal("'" + text, Write([], [Who(null, text)]).Split("\r\n")[1].Split(',')[1]);
    }
}
