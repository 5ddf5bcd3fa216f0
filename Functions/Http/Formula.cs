namespace Functions.Http;

/// <summary>Texts in CSV that a spreadsheet would run: written with an apostrophe before them, and read back without it.</summary>
internal static class Formula
{
    /// <summary>A tab or CR first, or <c>= + - @</c>, tab or CR after spaces.</summary>
    public static bool Is(ReadOnlySpan<char> text) =>
        text is ['\t' or '\r', ..] || (text.TrimStart(' ') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r');

    public static string Neutralise(string text) => Is(text) ? "'" + text : text;

    /// <summary>The text as it was before <see cref="Neutralise"/>.</summary>
    public static string Restore(string text) => text is ['\'', ..] && Is(text.AsSpan(1)) ? text[1..] : text;
}
