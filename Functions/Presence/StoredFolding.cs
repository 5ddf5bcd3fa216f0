using System.Globalization;
using System.Text;

namespace Functions.Presence;

/// <summary>
/// The folding that is in stored keys and digests: keys of persons and of the roster's e-mails, ids made of an e-mail, traces of erased
/// students. It never changes, or rows that were written before would not be found again. What is only compared is folded by
/// <see cref="Names"/>.
/// </summary>
internal static class StoredFolding
{
    public static string Name(string name)
    {
        var folded = new StringBuilder(name.Length);
        var gap = false;
        foreach (var rune in Unicode.Decompose(name).EnumerateRunes())
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

    public static string Email(string email) => email.Trim().ToLowerInvariant();
}
