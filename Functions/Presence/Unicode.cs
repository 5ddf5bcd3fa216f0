using System.Globalization;
using System.Text;

namespace Functions.Presence;

/// <summary>What Unicode says of characters, as far as names depend on it.</summary>
internal static class Unicode
{
    // Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 17): what is not shown even where a font lacks it.
    private static readonly (int From, int To)[] Ignorable =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>Zero-width spaces and joiners, direction marks, variation selectors, fillers, byte order marks.</summary>
    public static bool IsInvisible(Rune rune)
    {
        if (rune.Value < 0xAD) return false;
        foreach (var (from, to) in Ignorable)
            if (rune.Value <= to) return rune.Value >= from || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
    }

    /// <summary>Zero width joiner and non-joiner.</summary>
    public static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>Chooses the form of the character before it.</summary>
    public static bool IsVariationSelector(Rune rune) =>
        rune.Value is (>= 0x180B and <= 0x180D) or 0x180F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Normalization form KD of any text.</summary>
    /// <remarks>
    /// A name cut in the middle of an emoji holds half a surrogate pair, and anybody can call themselves U+FFFE: neither can be normalised
    /// as it is.
    /// </remarks>
    public static string Decompose(string text)
    {
        var whole = string.Concat(text.EnumerateRunes().Select(r => r.ToString())).Replace('\uFFFE', '\uFFFD');
        return whole.Normalize(NormalizationForm.FormKD);
    }
}
