using System.Text;
using Functions.Roster;

namespace Functions.Tests.Roster;

/// <summary>Files as gradebooks and spreadsheets write them, made after their documentation.</summary>
public sealed class ExportFileTests
{
    private static ImportRows Read(string file)
    {
        var read = RosterCsv.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Roster", "Exports", file)));
        Assert.True(read.TryGet(out var rows, out var problem), problem?.Errors?.First().ToString() ?? problem?.Detail);
        Assert.All(rows.Rows, r => Assert.Empty(r.Wrong));
        return rows;
    }

    private static string Shown(ImportRow row)
    {
        var f = row.Fields!;
        var external = f.External!.All().Where(e => e.Value is not null).Select(e => $" {e.Name}={e.Value}");
        return $"{row.Place}: {row.Role} {f.Id}|{f.Name}|{f.Email}{string.Concat(external)}";
    }

    [Fact]
    public void Canvas_has_names_last_first_ids_of_its_own_and_lines_that_are_no_students()
    {
        var rows = Read("canvas-gradebook.csv");
        Assert.Equal(
            [
                "row 4: Students |Ethan Evans|ethan.evans@example.edu"
                    + " canvas_id=3301 sis_user_id=S-1005 sis_login_id=ethan.evans@example.edu section=Algorithms A",
                "row 5: Students |María García Núñez|"
                    + " canvas_id=3302 sis_user_id=S-1006 sis_login_id=maria.garcia section=Algorithms A and Algorithms B",
                "row 6: Students |Martin Luther King, Jr.| canvas_id=3303 sis_login_id=mlking section=Algorithms B",
                "row 7: Students |李雷|lilei@example.edu"
                    + " canvas_id=3304 sis_user_id=S-1008 sis_login_id=lilei@example.edu section=Algorithms B",
            ],
            rows.Rows.Select(Shown));
        Assert.Equal(["Essay 1 (1204)", "Quiz, week 2 (1205)", "Assignments Current Score", "Final Score"], rows.IgnoredColumns);
    }

    [Fact]
    public void Moodle_has_first_and_last_name_apart_and_an_ID_number() => Assert.Equal(
        [
            "row 2: Students |Ethan Evans|ethan.evans@example.edu moodle_id=1005",
            "row 3: Students |María García Núñez|maria.garcia@example.edu",
        ],
        Read("moodle-grades.csv").Rows.Select(Shown));

    [Fact]
    public void Moodle_in_German_separates_by_semicolons() => Assert.Equal(
        ["row 2: Students |Jörg Müller|joerg.mueller@example.edu", "row 3: Students |Łucja Strauß|"],
        Read("moodle-participants-de.csv").Rows.Select(Shown));

    [Fact]
    public void A_spreadsheet_saves_Windows_1252_and_calls_the_last_name_the_name() => Assert.Equal(
        [
            "row 2: Students |Jörg Müller|joerg.mueller@example.edu",
            "row 3: Students |Françoise Strauß|francoise.strauss@example.edu",
            "row 4: Students |Zoë O’Brien|",
        ],
        Read("spreadsheet-windows-1252.csv").Rows.Select(Shown));

    [Fact]
    public void A_spreadsheet_leaves_out_empty_cells_at_a_rows_end() => Assert.Equal(
        ["row 2: Students |Ethan Evans|ethan.evans@example.edu moodle_id=1005", "row 3: Students |Ming Li|"],
        Read("spreadsheet-tabs.csv").Rows.Select(Shown));

    [Theory]
    [InlineData("Evans, Ethan", "Ethan Evans")]
    [InlineData("Evans,Ethan", "Ethan Evans")]
    [InlineData("van der Berg, Anna Maria", "Anna Maria van der Berg")]
    [InlineData("King, Martin Luther, Jr.", "Martin Luther King, Jr.")]
    [InlineData("Martin Luther King, Jr.", "Martin Luther King, Jr.")]
    [InlineData("Ethan Evans", "Ethan Evans")]
    [InlineData("Evans,", "Evans,")]
    [InlineData("a, b, c, d", "a, b, c, d")]
    public void A_name_that_begins_with_the_last_name_is_turned_round(string name, string shown) =>
        Assert.Equal(shown, PersonName.FromSorted(name));

    [Theory]
    [InlineData(new byte[] { (byte)'A', 0xE4 }, false, true)]
    [InlineData(new byte[] { (byte)'A', 0xE4 }, true, false)]
    [InlineData(new byte[] { (byte)'A', 0xE4, 0x81 }, false, false)]
    [InlineData(new byte[] { (byte)'A', 0xC3, 0xA4, (byte)'B', 0xE4 }, false, false)]
    [InlineData(new byte[] { (byte)'A', 0xED, 0xA0, 0x80 }, false, false)]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'n', 0 }, false, false)]
    public void What_is_not_UTF_8_is_Windows_1252_only_where_that_is_likely(byte[] name, bool isUtf8, bool isRead)
    {
        byte[] body = [.. "name,mark\n"u8, .. name, .. ",7\n"u8];
        Assert.Equal(isRead, RosterCsv.Read(body, isUtf8).TryGet(out var rows, out var problem));
        Assert.Equal(isRead ? "Aä" : "malformed", isRead ? rows!.Rows[0].Fields!.Name : problem!.Type["urn:problem:".Length..]);
    }

    [Fact]
    public void Every_letter_that_Windows_1252_has_is_read()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var high = Enumerable.Range(0x80, 0x80).Select(b => windows.GetString([(byte)b])[0]);
        var letters = high.Where(char.IsLetter).Except("ƒµˆ").ToList();
        foreach (var letter in letters)
        {
            var read = RosterCsv.Read([.. "name,mark\nX "u8, .. windows.GetBytes($"{letter}"), .. " Y,7\n"u8]);
            Assert.True(read.TryGet(out var rows, out _), $"{letter}");
            Assert.Equal($"X {letter} Y", rows!.Rows[0].Fields!.Name);
        }

        Assert.Equal(71, letters.Count);
    }
}
