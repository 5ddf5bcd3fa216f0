using System.Globalization;
using System.Text;

namespace Functions.Presence;

/// <summary>Texts as they are kept: without characters that nobody sees, and that make two of what looks like one.</summary>
internal static class ShownText
{
    public static string WithoutInvisible(string text) => IsClean(text) ? text : Filtered(text, (_, _, _) => false);

    /// <summary>
    /// A name keeps joiners between letters, which Persian and the scripts of India need, and between the parts of an emoji; and selectors
    /// that choose the form of an ideograph or a symbol.
    /// </summary>
    public static string OfName(string name) => (IsClean(name) ? name : Filtered(name, IsPartOfName)).Trim();

    private static bool IsClean(string text)
    {
        if (Ascii.IsValid(text)) return true;
        foreach (var rune in text.EnumerateRunes())
            if (Unicode.IsInvisible(rune)) return false;
        return true;
    }

    private static string Filtered(string text, Func<Rune, Rune?, Rune?, bool> isKept)
    {
        var kept = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes().ToArray();
        Rune? before = null;
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            if (Unicode.IsInvisible(rune) && !isKept(rune, before, i + 1 < runes.Length ? runes[i + 1] : null)) continue;
            kept.Append(rune.ToString());
            before = rune;
        }

        return kept.ToString();
    }

    private static bool IsPartOfName(Rune rune, Rune? before, Rune? after)
    {
        if (before is not { } left) return false;
        return Unicode.IsJoiner(rune) ? after is { } right && CanBeJoined(left) && CanBeJoined(right) : CanBeChosen(rune, left);
    }

    private static bool CanBeJoined(Rune rune) =>
        !rune.IsAscii && (Unicode.IsVariationSelector(rune) || Rune.IsLetter(rune) || IsMarkOrSymbol(Rune.GetUnicodeCategory(rune)));

    private static bool IsMarkOrSymbol(UnicodeCategory category) => category
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private static bool CanBeChosen(Rune selector, Rune character) => Unicode.IsVariationSelector(selector)
        && Rune.GetUnicodeCategory(character) is UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol;
}
