using System.Buffers;
using System.Globalization;
using System.Text;

namespace Functions.Presence;

/// <summary>Letters and signs that people take for others, after decomposition (NFKD) and in lower case.</summary>
internal static class Letters
{
    private const int Alef = 0x0627;

    // ` and ´ as themselves and as Greek has them; modifier letters, as in Hawaiian and in transliterations; apostrophes of Armenian,
    // Hebrew and N'Ko; quotation marks and primes; the letter saltillo; full-width ones.
    private static readonly SearchValues<char> Apostrophes = SearchValues.Create(
        "`\u00B4\u1FBD\u1FBF\u1FEF\u1FFD\u1FFE\u02B9\u02BB\u02BC\u02BD\u02BE\u02BF\u02C8\u02CA\u02CB"
        + "\u055A\u05F3\u07F4\u07F5\u2018\u2019\u201B\u2032\u2035\uA78C\uFF07\uFF40");

    /// <summary>Apostrophes and accents used as such are one.</summary>
    public static string WithOneApostrophe(string name)
    {
        if (!name.AsSpan().ContainsAny(Apostrophes)) return name;
        return string.Create(name.Length, name, (span, text) =>
        {
            text.CopyTo(span);
            span.ReplaceAny(Apostrophes, '\'');
        });
    }

    public static bool IsHyphen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation || rune.Value is 0x2212 or 0x2043 or 0x02D7;

    /// <summary>
    /// A letter whose stroke or ligature is left out by people who have no key for it. Which letters differ from plain ones in no more than
    /// that is what Unicode's root collation (CLDR, as in ICU) says at its first level; a test compares. It has þ and ı as letters of
    /// their own.
    /// </summary>
    public static string Plain(Rune lower) => lower.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => lower.ToString(),
    };

    /// <summary>
    /// Whether a mark is an accent on the letter before it, or a point of Hebrew or Arabic, or the hamza or madda of an alef, which are
    /// often left out. In other scripts marks are vowels, tones and letters, and tell names apart; so they do in Cyrillic but for ё and
    /// stress.
    /// </summary>
    public static bool IsAccent(Rune mark, Rune letter) => mark.Value switch
    {
        >= 0x0300 and <= 0x036F when IsCyrillic(letter) => IsCyrillicAccent(mark, letter),
        >= 0x0300 and <= 0x036F => true,
        >= 0x1AB0 and <= 0x1AFF or >= 0x1DC0 and <= 0x1DFF or >= 0x20D0 and <= 0x20F0 or >= 0xFE20 and <= 0xFE2F => true,
        >= 0x0653 and <= 0x0655 => letter.Value is Alef,
        >= 0x0591 and <= 0x05C7 or >= 0x0610 and <= 0x061A or >= 0x064B and <= 0x065F
            or 0x0670 or >= 0x06D6 and <= 0x06ED or >= 0x0730 and <= 0x074A =>
            Rune.GetUnicodeCategory(mark) == UnicodeCategory.NonSpacingMark,
        _ => false,
    };

    private static bool IsCyrillic(Rune letter) => letter.Value is >= 0x0400 and <= 0x052F;

    // Й, ї, ў, ѓ, ќ and more are letters of their own alphabets.
    private static bool IsCyrillicAccent(Rune mark, Rune letter) => mark.Value switch
    {
        0x0300 => true,
        0x0301 => letter.Value is not ('г' or 'к'),
        0x0308 => letter.Value is 'е',
        _ => false,
    };
}
