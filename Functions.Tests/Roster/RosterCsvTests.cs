using System.Text;
using CsCheck;
using Functions.Http;
using Functions.Roster;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Roster;

/// <summary>What a spreadsheet or a script writes, and what the reader makes of it.</summary>
public sealed class RosterCsvTests
{
    private const string Header = "role,id,name,email,zoom_user_id\n";

    private const string NoName =
        "This column is missing. One with the name is expected, or one with the first and one with the last name; "
        + "the columns' names are the first row.";

    private static readonly string[] Columns = ["role", "id", "name", "email", "zoom_user_id"];

    private static List<ImportRow> Rows(string csv)
    {
        var read = RosterCsv.Read(Encoding.UTF8.GetBytes(csv));
        Assert.True(read.TryGet(out var rows, out var problem), problem?.Errors?.First().ToString() ?? problem?.Detail);
        return [.. rows.Rows];
    }

    private static Problem Refused(string csv)
    {
        Assert.False(RosterCsv.Read(Encoding.UTF8.GetBytes(csv)).TryGet(out _, out var problem));
        return problem;
    }

    private static string Shown(ImportRow row) =>
        row.Fields is { } f ? $"{row.Place}: {row.Role} {f.Id}|{f.Name}|{f.Email}|{f.ZoomUserId}" : $"{row.Place}: {string.Join(' ', row.Wrong.Values)}";

    [Theory]
    [InlineData("role,id,name,email,zoom_user_id\nstudent,1,Ann,a@b.ch,z\n", "row 2: Students 1|Ann|a@b.ch|z")]
    [InlineData("zoom_user_id,name,email,role,id\r\nz,Ann,a@b.ch,student,1\r\n", "row 2: Students 1|Ann|a@b.ch|z")]
    [InlineData("\uFEFFrole,id,name\nprofessor,1,Ann", "row 2: Professors 1|Ann||")]
    [InlineData(" ROLE ,\" Id\",Name\nStudent,1,Ann\n", "row 2: Students 1|Ann||")]
    [InlineData("role,id,name,email\nstudents , 1 ,  Ann\t, \n", "row 2: Students 1|Ann||")]
    [InlineData("role,id,name\n\n \nstudent,1,Ann\n,,\n\n", "row 4: Students 1|Ann||")]
    [InlineData("role,id,name\nstudent,1,\"Ann \"\"the\nBoss\"\", senior\"\nstudent,2,Bo\n", "row 2: Students 1|Ann \"the\nBoss\", senior||", "row 3: Students 2|Bo||")]
    [InlineData("role;id;name\nstudent;1;Ann\n", "row 2: Students 1|Ann||")]
    [InlineData("role\tid\tname\tZoom user-ID\nstudent\t1\tAnn, Bo; Cy\tz\n", "row 2: Students 1|Ann, Bo; Cy||z")]
    [InlineData("role,id,name\nstudent,1,\"Brown, Bob\"\n", "row 2: Students 1|Brown, Bob||")]
    [InlineData("id,name\n1,\"Brown, Bob\"\n", "row 2: Students 1|Bob Brown||")]
    [InlineData("Name\nAnn\nBo\n", "row 2: Students |Ann||", "row 3: Students |Bo||")]
    [InlineData("First name,Last name,,Mark\nAnn,,,7\n,Bo,,8\n", "row 2: Students |Ann||", "row 3: Students |Bo||")]
    [InlineData("Student,Section,E-Mail\nAnn,,\nBo,A,b@c.ch\n", "row 2: Students |Ann||", "row 3: Students |Bo|b@c.ch|")]
    [InlineData("role,id,name\n", new string[0])]
    public void What_a_spreadsheet_writes_is_understood(string csv, params string[] rows) => Assert.Equal(rows, Rows(csv).Select(Shown));

    [Theory]
    [InlineData("role,id\n", "name", NoName)]
    [InlineData("e-mail,mark\n", "name", NoName)]
    [InlineData("role,id,name,email,Email\n", "Email", "This column is there twice.")]
    [InlineData("role,id,name,age\n", "age", "This column is not known: role, id, name, email, zoom_user_id are.")]
    [InlineData("name,e-mail,Email address\n", "Email address", "This column is there twice.")]
    [InlineData("role,id,name,\n", "column 4", "This column has no name.")]
    [InlineData("role,id,\"name\n", "row 1", "A quote is opened here and never closed.")]
    public void A_header_that_is_not_right_is_refused_by_name(string csv, string field, string error) => Assert.Equal(error, Refused(csv).Errors![field][0]);

    [Theory]
    [InlineData("student,1,Ann", "row 2: 3 cells were found, and 5 are expected.")]
    [InlineData("student,1,Ann,,,\n", "row 2: 6 cells were found, and 5 are expected.")]
    [InlineData("\nstudent,1,\"Ann\" B,,", "row 3: A cell goes on after its closing quote. A quote within a cell is doubled.")]
    [InlineData("student,1,An\"n,,", "row 2: A quote stands within a cell that does not begin with one. Such a cell is quoted, and the quote doubled.")]
    [InlineData("student,1,\"Ann,,\nstudent,2,Bo,,", "row 2: A quote is opened here and never closed.")]
    public void A_row_that_cannot_be_read_is_named(string rows, string error) => Assert.Equal(error, Shown(Rows(Header + rows)[0]));

    [Fact]
    public void One_broken_row_does_not_hide_the_next() => Assert.Equal(
        ["row 2: A quote stands within a cell that does not begin with one. Such a cell is quoted, and the quote doubled.", "row 3: Students 2|Bo||"],
        Rows(Header + "student,1,An\"n,,\nstudent,2,Bo,,").Select(Shown));

    [Theory]
    [InlineData("'=1+1", "=1+1")]
    [InlineData("'  +41", "+41")]
    [InlineData("'@home", "@home")]
    [InlineData("'t Hooft", "'t Hooft")]
    [InlineData("''=1", "''=1")]
    public void An_apostrophe_that_keeps_a_spreadsheet_from_running_a_text_is_taken_off(string cell, string name) =>
        Assert.Equal(name, Rows(Header + $"student,1,{cell},,").Single().Fields!.Name);

    [Theory, InlineData("=1+1"), InlineData("+41"), InlineData("-1"), InlineData("@home"), InlineData("  =cmd|' /C calc'!A0")]
    public void A_formula_is_refused(string cell)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            string[] cells = ["student", "1", "A", "", ""];
            cells[i] = cell;
            var wrong = Rows(Header + string.Join(',', cells)).Single().Wrong[Columns[i]];
            Assert.StartsWith("A spreadsheet would take this for a formula.", wrong, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_attendance_export_writes_comes_back_as_it_was() =>
        Gen.String[Gen.OneOf(Gen.Char["=+-@\t\r '"], Gen.Char.AlphaNumeric), 0, 6].Where(text => !text.StartsWith('\''))
            .Sample(text => Formula.Restore(Formula.Neutralise(text)) == text && !Formula.Is(Formula.Neutralise(text)), iter: Effort.Of(10_000));

    [Fact]
    public void More_rows_than_are_accepted_are_refused_whatever_is_in_them()
    {
        var most = string.Concat(Enumerable.Range(1, ImportRules.MostRows).Select(n => $"student,{n},Ann,,\n\n"));
        Assert.Equal(ImportRules.MostRows, Rows(Header + most).Count);
        var refused = Refused(Header + most + "x\"\n");
        Assert.Equal((413, "At most 20000 rows are accepted."), (refused.Status, refused.Detail));
    }

    /// <summary>Against a writer that knows nothing of the reader.</summary>
    [Fact]
    public void Any_texts_in_any_columns_come_back_as_they_were_written()
    {
        var cell = Gen.String[Gen.OneOf(Gen.Char["\",;\r\n '\t"], Gen.Char.AlphaNumeric, Gen.Char["äЖ中\u200B"]), 0, 12]
            .Select(t => t.Trim()).Where(t => !Formula.Is(t) && !(t.StartsWith('\'') && Formula.Is(t.AsSpan(1))));
        var newlines = Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n"));
        var table = Gen.Select(Gen.Shuffle(Columns), cell.Array[4].Array[0, 8], newlines, Gen.Bool, Gen.Bool, Gen.Char[",;\t"]);
        table.Sample((columns, cells, newline, isQuoted, endsWithNewline, separator) =>
        {
            var lines = cells.Select(c => string.Join(separator, columns.Select(name => Written(name == "role" ? "student" : c[Array.IndexOf(Columns, name) - 1], isQuoted))));
            var csv = string.Join(newline, [string.Join(separator, columns), .. lines]) + (endsWithNewline ? newline : "");
            var read = Rows(csv).Select(r => (r.Place, r.Fields!.Id ?? "", r.Fields.Name ?? "", r.Fields.Email ?? "", r.Fields.ZoomUserId ?? ""));
            Assert.Equal(cells.Select((c, i) => ($"row {i + 2}", c[0], c[1], c[2], c[3])), read);
        }, iter: Effort.Of(2_000));
    }

    private static string Written(string text, bool isQuoted) =>
        isQuoted || text.Any(",;\t\"\r\n".Contains) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
