using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Functions.Zoom;

/// <summary>
/// Reads an error body that is nearly JSON. Zoom does not escape the quotes in the messages about missing scopes:
/// <c>{"code":104,"message":"Invalid access token, does not contain scopes:["a","b"]."}</c>.
/// </summary>
internal static class ZoomBrokenBody
{
    private const int LongestBody = 8 * 1024;

    private static readonly Regex BeginsWithCode = new("""^\{\s*"code"\s*:""", RegexOptions.NonBacktracking);

    private static readonly Regex Code = new("""
        "code"\s*:\s*"?([0-9]{1,9})\b
        """.Trim(), RegexOptions.NonBacktracking);

    // The text ends where another member begins, where the object ends, or where the body breaks off.
    private static readonly Regex Message = new(
        """
        "message"\s*:\s*"(.*?)(?:"\s*,\s*"(?:code|errors|result|reason|error)"\s*:|"\s*\}\s*$|$)
        """.Trim(),
        RegexOptions.NonBacktracking | RegexOptions.Singleline);

    /// <summary>Null when the text is not like an error of Zoom's. A success that broke off is none either.</summary>
    public static ZoomErrorBody? Read(byte[] body, bool isRefusal)
    {
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestBody))).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith('{') || !(isRefusal || BeginsWithCode.IsMatch(text)))
            return null;

        var digits = Code.Match(text).Groups[1].ValueSpan;
        var code = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var message = Message.Match(text) is { Success: true } found ? Unescape(found.Groups[1].Value) : null;
        return code is null && message is null ? null : new ZoomErrorBody { Code = code, Message = message };
    }

    private static string Unescape(string text) =>
        text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\/", "/", StringComparison.Ordinal);
}
