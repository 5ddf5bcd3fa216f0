using System.Globalization;
using System.Text;

namespace Functions.Presence;

/// <summary>
/// Comparing what people type. Two texts that fold to the same are taken for the same by people. Never store what comes out, nor a digest
/// of it, where <see cref="StoredFolding"/> was stored before.
/// </summary>
public static class Names
{
    /// <summary>
    /// A name without case, accents, strokes, ligatures and invisible characters; hyphens of every kind and spaces are one space,
    /// apostrophes and accents used as such are <c>'</c>. Different letters stay different.
    /// </summary>
    public static string Fold(string name) => Ascii.IsValid(name) ? FoldAscii(name) : FoldAny(name);

    /// <summary>An e-mail address without case, spaces around it and invisible characters.</summary>
    public static string FoldEmail(string email) => ShownText.WithoutInvisible(email).Trim().ToLowerInvariant();

    private static string FoldAscii(string name)
    {
        Span<char> folded = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var (length, gap) = (0, false);
        foreach (var c in name)
        {
            if (char.IsWhiteSpace(c) || c == '-')
            {
                gap = length > 0;
                continue;
            }

            if (gap) folded[length++] = ' ';
            gap = false;
            folded[length++] = c == '`' ? '\'' : char.ToLowerInvariant(c);
        }

        return name.AsSpan().SequenceEqual(folded[..length]) ? name : new(folded[..length]);
    }

    private static string FoldAny(string name)
    {
        var folded = new StringBuilder(name.Length);
        var (gap, letter) = (false, default(Rune));
        // Once before decomposition, which takes an accent for a space with a mark, and once after, since ŉ holds an apostrophe.
        var plain = Letters.WithOneApostrophe(Unicode.Decompose(Letters.WithOneApostrophe(name)));
        foreach (var rune in plain.EnumerateRunes())
        {
            if (Unicode.IsInvisible(rune) || Letters.IsAccent(rune, letter)) continue;
            if (Rune.IsWhiteSpace(rune) || Letters.IsHyphen(rune))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (gap) folded.Append(' ');
            gap = false;
            var lower = Rune.ToLowerInvariant(rune);
            folded.Append(Letters.Plain(lower));
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) letter = lower;
        }

        return folded.ToString();
    }
}
