using CsvHelper;
using Functions.Http;

namespace Functions.Roster;

/// <summary>
/// Reads a roster from CSV (RFC 4180). Rows are numbered as a spreadsheet shows them: the header is row 1, blank rows count, a line break
/// within a cell does not. Pure.
/// </summary>
internal sealed class RosterCsv : IDisposable
{
    /// <summary>A gradebook has a column for each piece of work.</summary>
    private const int MostColumns = 1_000;

    private readonly CsvReader csv;
    private CsvMalformedReason? malformed;

    private RosterCsv(byte[] bytes) => csv = CsvReader.Create(bytes, new CsvReaderOptions
    {
        Separator = CsvText.SeparatorOf(bytes),
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        OnMalformedRecord = record => malformed = record.Reason,
    });

    /// <summary>The rows that are not blank, with what is wrong in how they are written.</summary>
    /// <param name="isUtf8">The sender says so; else it may be Windows-1252.</param>
    public static Result<ImportRows> Read(byte[] body, bool isUtf8 = false)
    {
        if (!CsvText.Utf8Of(body, isUtf8).TryGet(out var bytes, out var problem)) return problem;
        using var reader = new RosterCsv(bytes);
        if (!reader.ReadHeader().TryGet(out var columns, out problem)) return problem;
        return reader.ReadRows(columns);
    }

    public void Dispose() => csv.Dispose();

    private Result<RosterColumns> ReadHeader()
    {
        if (!csv.Read()) return Problems.Malformed("The body is empty: at least the header is expected.");
        if (malformed is { } reason) return Problems.Validation(Place, Misquoted(reason));
        if (csv.FieldCount > MostColumns) return Problems.Validation(Place, $"{csv.FieldCount} columns were found, and at most {MostColumns} are looked at.");
        return RosterColumns.Read([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
    }

    private Result<ImportRows> ReadRows(RosterColumns columns)
    {
        List<ImportRow> rows = [];
        for (malformed = null; csv.Read(); malformed = null)
        {
            if (malformed is null && IsBlank()) continue;
            if (ReadRow(columns) is not { } row) continue;
            if (rows.Count == ImportRules.MostRows) return Problems.TooLarge(ImportRules.MostRows, "rows");
            rows.Add(row);
        }

        return new ImportRows(rows, columns.Ignored);
    }

    private ImportRow? ReadRow(RosterColumns columns)
    {
        if (malformed is { } reason) return ImportRow.Unreadable(Place, Misquoted(reason));
        return HasCellsOf(columns)
            ? new RosterRow(columns, i => i < csv.FieldCount ? csv.GetString(i) : "").Read(Place)
            : ImportRow.Unreadable(Place, $"{csv.FieldCount} cells were found, and {columns.Count} are expected.");
    }

    // Spreadsheets leave out empty cells at the end of some rows, and add some to others.
    private bool HasCellsOf(RosterColumns columns)
    {
        if (csv.FieldCount == columns.Count) return true;
        if (columns.IsOurs) return false;
        for (var i = columns.Count; i < csv.FieldCount; i++)
            if (!csv.GetSpan(i).Trim(" \t\r\n"u8).IsEmpty) return false;
        return true;
    }

    private string Place => $"row {csv.RowNumber}";

    private bool IsBlank()
    {
        for (var i = 0; i < csv.FieldCount; i++)
            if (!csv.GetSpan(i).Trim(" \t\r\n"u8).IsEmpty) return false;
        return true;
    }

    private static string Misquoted(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "A quote is opened here and never closed.",
        CsvMalformedReason.TextAfterClosingQuote => "A cell goes on after its closing quote. A quote within a cell is doubled.",
        _ => "A quote stands within a cell that does not begin with one. Such a cell is quoted, and the quote doubled.",
    };
}
