using System.Text.RegularExpressions;

namespace Functions.Http;

/// <summary>Texts in CSV that a spreadsheet would run: written with an apostrophe before them, and read back without it.</summary>
internal static partial class Formula
{
    private const string Leads = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>
    /// A tab, CR or line feed first, or, after whatever is not seen (spaces of any kind, controls, marks of no width), one of
    /// <c>= + - @</c>, also in the full width that East Asian keyboards give and spreadsheets read as the narrow one.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text is ['\t' or '\r' or '\n', ..]) return true;
        foreach (var c in text)
        {
            if (!IsUnseen(c)) return Leads.Contains(c, StringComparison.Ordinal);
        }

        return false;
    }

    /// <summary>
    /// Where a semicolon separates cells, as spreadsheets have it in much of Europe, a text may begin after one, quoted or not: a
    /// formula there gets an apostrophe too.
    /// </summary>
    public static string Neutralise(string text)
    {
        var inner = AfterSemicolon().Replace(text, ";'");
        return Is(inner) ? "'" + inner : inner;
    }

    /// <summary>The text as it was before <see cref="Neutralise"/>, but for what follows a semicolon.</summary>
    public static string Restore(string text) => text is ['\'', ..] && Is(text.AsSpan(1)) ? text[1..] : text;

    private static bool IsUnseen(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;

    [GeneratedRegex(@";(?=[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AfterSemicolon();
}
