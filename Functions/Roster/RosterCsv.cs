using System.Text.Unicode;
using CsvHelper;
using Functions.Http;

namespace Functions.Roster;

/// <summary>
/// Reads a roster from CSV (RFC 4180, UTF-8). Rows are numbered as a spreadsheet shows them: the header is row 1, blank rows count, a line
/// break within a cell does not. Pure.
/// </summary>
internal sealed class RosterCsv : IDisposable
{
    private const int MostColumns = 50;

    private readonly CsvReader csv;
    private string[] columns = [];
    private CsvMalformedReason? malformed;

    private RosterCsv(byte[] bytes) => csv = CsvReader.Create(bytes, new CsvReaderOptions
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        OnMalformedRecord = record => malformed = record.Reason,
    });

    /// <summary>The rows that are not blank, with what is wrong in how they are written.</summary>
    public static Result<List<ImportRow>> Read(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes)) return Problems.Malformed("The body is not UTF-8. Spreadsheets save it as \"CSV UTF-8\".");
        using var reader = new RosterCsv(bytes);
        return reader.ReadHeader() is { } problem ? problem : reader.ReadRows();
    }

    public void Dispose() => csv.Dispose();

    private Problem? ReadHeader()
    {
        if (!csv.Read()) return Problems.Malformed("The body is empty: at least the header is expected.");
        if (malformed is { } reason) return Problems.Validation(Place, Misquoted(reason));
        if (csv.FieldCount > MostColumns) return Problems.Validation(Place, $"{csv.FieldCount} columns were found, and at most {MostColumns} are looked at.");
        columns = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim().ToLowerInvariant())];
        return RosterColumns.WrongWith(columns) is { Count: > 0 } errors ? Problems.Validation(errors) : null;
    }

    private Result<List<ImportRow>> ReadRows()
    {
        List<ImportRow> rows = [];
        for (malformed = null; csv.Read(); malformed = null)
        {
            if (malformed is null && IsBlank()) continue;
            if (rows.Count == ImportRules.MostRows) return Problems.TooLarge(ImportRules.MostRows, "rows");
            rows.Add(ReadRow());
        }

        return rows;
    }

    private ImportRow ReadRow()
    {
        if (malformed is { } reason) return ImportRow.Unreadable(Place, Misquoted(reason));
        if (csv.FieldCount != columns.Length) return ImportRow.Unreadable(Place, $"{csv.FieldCount} cells were found, and {columns.Length} are expected.");
        Dictionary<string, string> wrong = new(StringComparer.Ordinal);
        var role = RoleOf(Cell("role"));
        if (role is null) wrong.TryAdd("role", "professor or student is expected.");
        var fields = new RosterEntryRequest { Id = Cell("id"), Name = Cell("name"), Email = Cell("email"), ZoomUserId = Cell("zoom_user_id") };
        var row = new ImportRow(Place, role, fields);
        foreach (var (field, error) in wrong) row.Wrong.Add(field, error);
        return row;

        string? Cell(string column)
        {
            if (Array.IndexOf(columns, column) is not (>= 0 and var i) || csv.GetString(i).Trim() is not { Length: > 0 } text) return null;
            if (!Formula.Is(text)) return Formula.Restore(text).Trim();
            wrong[column] = "A spreadsheet would take this for a formula. If it is none, write an apostrophe before it.";
            return null;
        }
    }

    private string Place => $"row {csv.RowNumber}";

    private bool IsBlank()
    {
        for (var i = 0; i < csv.FieldCount; i++)
            if (!csv.GetSpan(i).Trim(" \t\r\n"u8).IsEmpty) return false;
        return true;
    }

    private static RosterRole? RoleOf(string? text) => text?.ToLowerInvariant() switch
    {
        "professor" or "professors" => RosterRole.Professors,
        "student" or "students" => RosterRole.Students,
        _ => null,
    };

    private static string Misquoted(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "A quote is opened here and never closed.",
        CsvMalformedReason.TextAfterClosingQuote => "A cell goes on after its closing quote. A quote within a cell is doubled.",
        _ => "A quote stands within a cell that does not begin with one. Such a cell is quoted, and the quote doubled.",
    };
}
