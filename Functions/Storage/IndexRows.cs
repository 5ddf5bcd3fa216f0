using System.Globalization;

namespace Functions.Storage;

/// <summary>Keys of <c>SessionIndex</c>: everything by which a session is found other than by its id.</summary>
internal static class IndexRows
{
    /// <summary>Unfinished work is spread over this many partitions.</summary>
    public const int Shards = 4;

    /// <summary>The one row of a meeting's partition.</summary>
    public const string MeetingRow = "session";

    public const string DuePrefix = "d-";

    public const string WorkPrefix = "s-";

    public const string OpenPrefix = "open-";

    public const string DonePrefix = "done-";

    public const string ProfessorPrefix = "professor-";

    public const string AllPrefix = "all-";

    /// <summary>What concerns the whole app.</summary>
    public const string System = "system";

    public const string WebhookRow = "webhook";

    /// <summary>When the reconciler last ran.</summary>
    public const string ReconcilerRow = "reconciler";

    /// <summary>Since when sessions of earlier versions are in the lists that came later.</summary>
    public const string ListsRow = "lists";

    public static IEnumerable<string> OpenPartitions => Enumerable.Range(0, Shards).Select(OpenPartition);

    public static string Open(string sessionId)
    {
        var hash = 0;
        foreach (var c in sessionId) hash = unchecked((hash * 31) + c);
        return OpenPartition((hash & int.MaxValue) % Shards);
    }

    /// <summary>The work itself.</summary>
    public static string Work(string sessionId) => WorkPrefix + sessionId;

    /// <summary>When somebody must look at it again; changes in one transaction with <see cref="Work"/>.</summary>
    public static string Due(DateTimeOffset due, string sessionId) => $"{DuePrefix}{Keys.Ascending(due)}-{sessionId}";

    /// <summary>Sorts before all that is due from this time on.</summary>
    public static string DueFrom(DateTimeOffset due) => $"{DuePrefix}{Keys.Ascending(due)}";

    /// <summary>Sorts after all that is due by this time.</summary>
    public static string DueAfter(DateTimeOffset due) => $"{DuePrefix}{Keys.Ascending(due)}-~";

    public static string Done(DateTimeOffset end) => DonePrefix + end.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Meeting(string meetingId) => $"meeting-{Keys.Encode(meetingId)}";

    public static string Professor(string professorId) => ProfessorPrefix + Keys.Encode(professorId);

    /// <summary>All sessions that were created in a month.</summary>
    public static string All(DateTimeOffset createdAt) => AllPrefix + createdAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A session's row in any list, newest first.</summary>
    public static string ListRow(DateTimeOffset createdAt, string sessionId) => $"{Keys.Inverted(createdAt)}-{sessionId}";

    /// <summary>When the session of a <see cref="ListRow"/> was created; also of a row's beginning.</summary>
    public static bool TryReadCreation(string listRow, out DateTimeOffset createdAt)
    {
        createdAt = default;
        if (listRow.Length < Keys.InvertedLength || listRow.AsSpan(0, Keys.InvertedLength).ContainsAnyExceptInRange('0', '9')) return false;
        var ticks = DateTimeOffset.MaxValue.UtcTicks - long.Parse(listRow.AsSpan(0, Keys.InvertedLength), CultureInfo.InvariantCulture);
        if (ticks < 0) return false;
        createdAt = new(ticks, TimeSpan.Zero);
        return true;
    }

    private static string OpenPartition(int shard) => OpenPrefix + shard.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first text after all that begin with this prefix, which ends in a dash.</summary>
    public static string After(string prefix) => prefix[..^1] + '.';
}
