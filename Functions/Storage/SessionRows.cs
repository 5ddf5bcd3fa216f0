using System.Globalization;

namespace Functions.Storage;

/// <summary>
/// Row keys of a session's partition. The event log sorts before everything else, so that all the rest, which is what the status
/// needs, is one range of rows.
/// </summary>
internal static class SessionRows
{
    public const string Session = "session";

    /// <summary>The first key that the status needs: everything but the log sorts at or after it.</summary>
    public const string StatusFrom = PersonPrefix;

    public const string LogPrefix = "log-";
    public const string PersonPrefix = "person-";
    public const string RoomPrefix = "room-";
    public const string RunPrefix = "run-";

    /// <summary>Newest first; a duplicate of an event has the same key.</summary>
    public static string Log(long occurredAt, string digest) => $"{LogPrefix}{Keys.Inverted(occurredAt)}-{digest}";

    public static string Person(string personId) => PersonPrefix + personId;

    public static string Room(string roomId) => RoomPrefix + roomId;

    public static string Run(string uuid) => RunPrefix + Keys.Digest(uuid);

    public static string RoomId(int index) => (index + 1).ToString("D3", CultureInfo.InvariantCulture);
}
