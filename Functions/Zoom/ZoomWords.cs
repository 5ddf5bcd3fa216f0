using System.Text.RegularExpressions;

namespace Functions.Zoom;

/// <summary>Zoom's own words, made fit for a caller's eyes: no link, token or passcode. They may still name a user.</summary>
internal static class ZoomWords
{
    private const int LongestMessage = 500;
    private const int LongestRead = 4 * LongestMessage;

    private static readonly Regex Controls = Linear(@"[\p{Cc}\u2028\u2029]+");

    private static readonly Regex Link = Linear("""\b(?:https?://|(?:[a-z0-9-]+\.)*zoom\.(?:us|com)/)[^\s"'<>]*""");

    // What stands behind the name of a secret, as in a header or a query.
    private static readonly Regex Header = Linear(@"\b((?:bearer|basic)\s+)[a-z0-9._~+/=-]{16,}");
    private static readonly Regex Query = Linear(@"\b((?:access_token|refresh_token|client_secret|zak|tk|pwd|passcode|password)=)[^\s&]+");

    // A token by its look: a JSON web token, or forty characters without a break.
    private static readonly Regex Opaque = Linear(@"\beyJ[a-z0-9_-]+(?:\.[a-z0-9_-]*)*|[a-z0-9_+/=-]{40,}");

    private static readonly Regex Scopes = Linear(@"scopes?\s*:?\s*\[([^\]]*)");

    private static readonly Regex Scope = Linear("[a-z0-9_]+(?::[a-z0-9_]+)+");

    /// <summary>The message, and the fields that it is about. Empty when Zoom said nothing.</summary>
    public static string Of(ZoomErrorBody? body)
    {
        var fields = (body?.Fields ?? [])
            .Select(error => error.Message is { Length: > 0 } message ? $"{error.Field}: {message}" : error.Field);
        string[] parts = [.. new[] { body?.Text }.Concat(fields).OfType<string>().Where(part => part.Trim().Length > 0)];
        return Clean(string.Join(' ', parts));
    }

    /// <summary>Without secrets and control characters, at most 500 characters.</summary>
    public static string Clean(string words)
    {
        var oneLine = Controls.Replace(words.Length <= LongestRead ? words : words[..LongestRead], " ").Trim();
        var clean = Link.Replace(oneLine, "[link]");
        clean = Opaque.Replace(Header.Replace(Query.Replace(clean, "$1[removed]"), "$1[removed]"), "[removed]");
        return clean.Length <= LongestMessage ? clean : string.Concat(clean.AsSpan(0, LongestMessage - 1), "…");
    }

    /// <summary>The scopes that a message about missing scopes lists.</summary>
    public static IReadOnlyList<string> ScopesIn(string message) =>
        Scopes.Match(message) is { Success: true } found
            ? [.. Scope.Matches(found.Groups[1].Value).Select(scope => scope.Value).Distinct(StringComparer.Ordinal)]
            : [];

    private static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
