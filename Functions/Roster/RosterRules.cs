using System.Buffers;
using System.Net.Mail;

namespace Functions.Roster;

/// <summary>What the roster accepts, used wherever people are named.</summary>
internal static class RosterRules
{
    public const int LongestName = 200;
    public const int LongestEmail = 254;

    private const string BrokenText = "Control characters and broken Unicode are not accepted.";

    private static readonly SearchValues<char> InId = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@-");
    private static readonly SearchValues<char> NotInEmail = SearchValues.Create(" ,;<>()[]\"\t\r\n");

    /// <summary><c>[A-Za-z0-9._@-]{1,64}</c></summary>
    public static bool IsId(string? id) => id is { Length: >= 1 and <= 64 } && !id.AsSpan().ContainsAnyExcept(InId);

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? WrongWithName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "A name is expected.";
        if (name.Trim().Length > LongestName) return $"At most {LongestName} characters are accepted.";
        return name.Any(char.IsControl) || !IsWellFormed(name) ? BrokenText : null;
    }

    /// <summary>What is wrong with an e-mail address, or null. None at all is fine.</summary>
    public static string? WrongWithEmail(string? email)
    {
        if (string.IsNullOrWhiteSpace(email)) return null;
        var trimmed = email.Trim();
        return trimmed.Length <= LongestEmail && IsWellFormed(trimmed) && !trimmed.Any(char.IsControl) && !trimmed.AsSpan().ContainsAny(NotInEmail)
            && MailAddress.TryCreate(trimmed, out var address) && address.Address == trimmed && address.Host.Contains('.', StringComparison.Ordinal)
            ? null
            : "This is not an e-mail address.";
    }

    /// <summary>Null for nothing but spaces.</summary>
    public static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The entry that a request with nothing wrong asks for.</summary>
    public static RosterEntry EntryOf(string id, RosterEntryRequest request) =>
        new(id, request.Name!.Trim(), Trimmed(request.Email), Trimmed(request.ZoomUserId));

    /// <summary>Everything that is wrong with an entry, by field.</summary>
    public static Dictionary<string, string[]> WrongWith(string id, RosterEntryRequest entry)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Add("id", !IsId(id) ? "1 to 64 letters, digits or . _ @ - are accepted." : entry.Id is { } other && other != id ? "The id in the body differs from the one in the URL." : null);
        Add("name", WrongWithName(entry.Name));
        Add("email", WrongWithEmail(entry.Email));
        Add("zoom_user_id", WrongWithZoomUserId(entry.ZoomUserId));
        return errors;

        void Add(string field, string? error)
        {
            if (error is not null) errors[field] = [error];
        }
    }

    private static string? WrongWithZoomUserId(string? id)
    {
        if (Trimmed(id) is not { } trimmed) return null;
        if (trimmed.Length > LongestEmail) return $"At most {LongestEmail} characters are accepted.";
        return trimmed.Any(char.IsControl) || !IsWellFormed(trimmed) ? BrokenText : null;
    }

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(r => r.Value != 0xFFFD);
}
