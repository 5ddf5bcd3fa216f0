using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>A line that the app itself, or a person through it, writes into a session's log. Presence does not depend on it.</summary>
internal static class TimelineNote
{
    public const string PersonMatched = "person_matched";
    public const string PersonUnmatched = "person_unmatched";
    public const string RoomLabelled = "room_labelled";
    public const string RoomUnlabelled = "room_unlabelled";

    /// <summary>The meeting was started again after the session had been completed.</summary>
    public const string SessionReopened = "session_reopened";

    /// <summary>The topic was changed at Zoom, and taken over.</summary>
    public const string TopicChanged = "meeting_topic_changed";

    /// <summary>The start or the duration was changed at Zoom, and taken over.</summary>
    public const string TimeChanged = "meeting_time_changed";

    public const string ByOperator = "operator";
    public const string BySystem = "system";

    /// <param name="identity">What tells this note from others of its kind; a note with the same one has the same key.</param>
    public static TableEntity Write(string sessionId, string kind, string source, DateTimeOffset now, string identity) =>
        new(sessionId, SessionRows.Log(now.ToUnixTimeSeconds(), Keys.Digest(kind, identity)))
        {
            ["kind"] = kind,
            ["source"] = source,
            ["occurred_at"] = now,
            ["received_at"] = now,
        };
}
