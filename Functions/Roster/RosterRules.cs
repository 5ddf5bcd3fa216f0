using System.Buffers;
using System.Net.Mail;
using Functions.Presence;

namespace Functions.Roster;

/// <summary>What the roster accepts, used wherever people are named.</summary>
internal static class RosterRules
{
    public const int LongestName = 200;
    public const int LongestEmail = 254;

    /// <summary>An id that may be there. Ids without a letter or digit were once accepted.</summary>
    public const string IdPattern = "^[A-Za-z0-9._@-]{1,64}$";

    /// <summary>An id that may be given.</summary>
    public const string NewIdPattern = "^(?=.*[A-Za-z0-9])[A-Za-z0-9._@-]{1,64}$";

    private const string OtherId = "The id in the body differs from the one in the URL.";
    private const string BrokenText = "Control characters and broken Unicode are not accepted.";

    private static readonly SearchValues<char> InId = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@-");
    private static readonly SearchValues<char> NotInEmail = SearchValues.Create(" ,;<>()[]\"\t\r\n");

    /// <summary><c>[A-Za-z0-9._@-]{1,64}</c></summary>
    public static bool IsId(string? id) => id is { Length: >= 1 and <= 64 } && !id.AsSpan().ContainsAnyExcept(InId);

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? WrongWithName(string? name)
    {
        if (name is null || ShownText.OfName(name) is not { Length: > 0 } shown) return "A name is expected.";
        if (shown.Length > LongestName) return $"At most {LongestName} characters are accepted.";
        return name.Any(char.IsControl) || !IsWellFormed(name) ? BrokenText : null;
    }

    /// <summary>What is wrong with an e-mail address, or null. None at all is fine.</summary>
    public static string? WrongWithEmail(string? email)
    {
        if (Cleaned(email) is not { } trimmed) return null;
        return trimmed.Length <= LongestEmail && IsWellFormed(trimmed) && !trimmed.Any(char.IsControl) && !trimmed.AsSpan().ContainsAny(NotInEmail)
            && MailAddress.TryCreate(trimmed, out var address) && address.Address == trimmed && address.Host.Contains('.', StringComparison.Ordinal)
            ? null
            : "This is not an e-mail address.";
    }

    /// <summary>
    /// An address or id as it is stored and sent to Zoom: without invisible characters and spaces around it; null for nothing else.
    /// </summary>
    public static string? Cleaned(string? text) =>
        text is not null && ShownText.WithoutInvisible(text).Trim() is { Length: > 0 } shown ? shown : null;

    /// <summary>The entry that a request with nothing wrong asks for.</summary>
    public static RosterEntry EntryOf(string id, RosterEntryRequest request) =>
        new(id, ShownText.OfName(request.Name!), Cleaned(request.Email), Cleaned(request.ZoomUserId), request.External?.Cleaned());

    /// <summary>Everything that is wrong with an entry, by field.</summary>
    /// <param name="id">Null when it is not the caller's to give.</param>
    public static Dictionary<string, string[]> WrongWith(string? id, RosterEntryRequest entry)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (id is not null) Add("id", WrongWithId(id) ?? (entry.Id is { } other && other != id ? OtherId : null));
        Add("name", WrongWithName(entry.Name));
        Add("email", WrongWithEmail(entry.Email));
        Add("zoom_user_id", WrongWithText(entry.ZoomUserId, LongestEmail));
        foreach (var (name, value) in entry.External?.All() ?? [])
            Add($"external.{name}", WrongWithText(value, GradebookIdsRequest.Longest));
        return errors;

        void Add(string field, string? error)
        {
            if (error is not null) errors[field] = [error];
        }
    }

    /// <summary>What is wrong with an id that somebody gives, or null.</summary>
    public static string? WrongWithId(string id) => IsId(id) && id.Any(char.IsAsciiLetterOrDigit)
        ? null
        : "1 to 64 letters, digits or . _ @ - are accepted, with at least one letter or digit.";

    private static string? WrongWithText(string? text, int longest)
    {
        if (Cleaned(text) is not { } trimmed) return null;
        if (trimmed.Length > longest) return $"At most {longest} characters are accepted.";
        return trimmed.Any(char.IsControl) || !IsWellFormed(trimmed) ? BrokenText : null;
    }

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(r => r.Value != 0xFFFD);
}
