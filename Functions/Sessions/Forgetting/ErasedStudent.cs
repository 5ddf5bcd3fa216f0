using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Functions.Presence;
using Functions.Roster;

namespace Functions.Sessions.Forgetting;

/// <summary>A text that may be recognised, but not read: a digest and how long the text is.</summary>
public sealed record Trace(string Digest, int Length);

/// <summary>
/// What a student who is being erased can be recognised by, without saying who it is: the job may last for as long as a session that
/// was planned with them, and must not be the place where their name is kept. The random pseudonym is the digests' key.
/// </summary>
/// <param name="Name">Of the name in <see cref="StoredFolding"/>.</param>
/// <param name="Accounts">Of e-mail address and Zoom user id, in both foldings.</param>
/// <param name="AlikeName">Of the name as it is compared; null in a job that the version before began.</param>
/// <param name="GivenNames">Of other names that sessions were planned with, as they are compared, by session.</param>
public sealed record ErasedStudent(
    string Pseudonym,
    DateTimeOffset At,
    Trace Id,
    Trace Name,
    IReadOnlyList<Trace> Accounts,
    Trace? AlikeName = null,
    IReadOnlyDictionary<string, IReadOnlyList<Trace>>? GivenNames = null)
{
    private const int DigestSize = 16;

    private static readonly string PlaceholderFold = Names.Fold(Pseudonyms.ErasedName);

    public static ErasedStudent Of(RosterEntry entry, string token, DateTimeOffset now)
    {
        var pseudonym = Pseudonyms.Of(token);
        string[] accounts =
        [
            .. new[] { entry.Email, entry.ZoomUserId }.OfType<string>()
                .SelectMany(a => new[] { StoredFolding.Email(a), Names.FoldEmail(a) })
                .Where(a => a.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
        return new(pseudonym, now, Of(entry.Id), Of(StoredFolding.Name(entry.Name)), [.. accounts.Select(Of)], Of(Names.Fold(entry.Name)));

        Trace Of(string text) => new(DigestOf(pseudonym, text), text.Length);
    }

    public bool HasId(string? id) => id is not null && Is(Id, id);

    public bool HasName(string? name) =>
        name is not null && Names.Fold(name) is var folded && folded != PlaceholderFold
        && (AlikeName is { } alike ? Is(alike, folded) : Is(Name, StoredFolding.Name(name)));

    /// <summary>The student's name, or one that this session was planned with.</summary>
    public bool HasName(string? name, string sessionId)
    {
        if (name is null || HasName(name)) return name is not null;
        var folded = Names.Fold(name);
        return GivenIn(sessionId)?.Any(t => Is(t, folded)) == true;
    }

    /// <summary>The other names that a session was planned with; null as long as they are not known.</summary>
    public IReadOnlyList<Trace>? GivenIn(string sessionId) => GivenNames?.GetValueOrDefault(sessionId);

    /// <summary>With the names that a session was planned with.</summary>
    public ErasedStudent Named(string sessionId, IEnumerable<string> names)
    {
        var folded = names.Select(Names.Fold).Distinct(StringComparer.Ordinal);
        var given = GivenNames?.ToDictionary(StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
        given[sessionId] = [.. folded.Select(n => new Trace(DigestOf(Pseudonym, n), n.Length))];
        return this with { GivenNames = given };
    }

    /// <summary>An e-mail address or a Zoom user id.</summary>
    public bool HasAccount(string? account) => account is not null && (Has(Names.FoldEmail(account)) || Has(StoredFolding.Email(account)));

    /// <summary>Whether a text holds the name or an account, in any case and, for the name, with any accents and spaces.</summary>
    public bool IsNamedIn(string text) =>
        (AlikeName is { } alike ? Holds(Names.Fold(text), [alike]) : Holds(StoredFolding.Name(text), [Name]))
        || Holds(text.ToLowerInvariant(), Accounts) || Holds(Names.FoldEmail(text), Accounts);

    private bool Has(string folded) => Accounts.Any(a => Is(a, folded));

    private bool Is(Trace trace, string text) => text.Length == trace.Length && DigestOf(Pseudonym, text) == trace.Digest;

    private bool Holds(string text, IReadOnlyList<Trace> traces)
    {
        var key = Encoding.UTF8.GetBytes(Pseudonym);
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> wanted = stackalloc byte[DigestSize];
        foreach (var trace in traces.Where(t => t.Length > 0))
        {
            Base64Url.DecodeFromChars(trace.Digest, wanted);
            for (var i = 0; i + trace.Length <= text.Length; i++)
            {
                // "Li" is not named by "alice". Only Latin letters tell where a word ends.
                if (IsInsideWord(text, i) || IsInsideWord(text, i + trace.Length)) continue;
                HMACSHA256.HashData(key, MemoryMarshal.AsBytes(text.AsSpan(i, trace.Length)), digest);
                if (digest[..DigestSize].SequenceEqual(wanted)) return true;
            }
        }

        return false;
    }

    private static bool IsInsideWord(string text, int at) =>
        at > 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at]);

    private static string DigestOf(string key, string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), MemoryMarshal.AsBytes(text.AsSpan())).AsSpan(0, DigestSize));
}
