using System.Globalization;
using System.Text;

namespace Functions.Presence;

/// <summary>Comparing what people type: case, accents and spaces do not count.</summary>
public static class Names
{
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        var gap = false;
        foreach (var rune in Decompose(name).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            if (Rune.IsWhiteSpace(rune))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (gap) folded.Append(' ');
            gap = false;
            folded.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return folded.ToString();
    }

    public static string FoldEmail(string email) => email.Trim().ToLowerInvariant();

    // A name cut in the middle of an emoji holds half a surrogate pair, and anybody can call themselves U+FFFE: neither can be
    // normalised as it is.
    private static string Decompose(string name)
    {
        var whole = string.Concat(name.EnumerateRunes().Select(r => r.ToString())).Replace('\uFFFE', '\uFFFD');
        return whole.Normalize(NormalizationForm.FormKD);
    }
}
