using System.Globalization;
using System.Text;

namespace Functions.Webhooks;

/// <summary>Undoes JSON's escapes in any text, whether it is JSON or not: what is no escape stays as it is.</summary>
internal static class Escapes
{
    public static string Undo(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length) plain.Append(text[i]);
            else if (text[i + 1] == 'u' && i + 6 <= text.Length && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var c))
            {
                plain.Append((char)c);
                i += 5;
            }
            else
            {
                plain.Append(text[i + 1] is 'n' or 't' or 'r' or 'b' or 'f' ? ' ' : text[i + 1]);
                i++;
            }
        }

        return plain.ToString();
    }
}
