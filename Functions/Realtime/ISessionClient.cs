namespace Functions.Realtime;


/// <summary>A hint that something about a session changed; the snapshot says what.</summary>
public sealed record SessionChange(string session_id, string kind, string? student_id, string? room_id, string occurred_at);

/// <summary>A session in a message: the summary of a list, without links.</summary>
public sealed record SessionMessage(
    string session_id,
    string professor_id,
    string? meeting_id,
    string topic,
    string status,
    string meeting_status,
    string start_time,
    string? end_time,
    int duration,
    CountsMessage counts);

/// <inheritdoc cref="Presence.Counts"/>
public sealed record CountsMessage(
    int students, int present, int in_own_room, int in_other_room, int in_main, int waiting_room, int absent, int left, int unmatched);


/// <summary>What a professor's page is told. A silent service must not hold up a webhook, so every message can be given up.</summary>
public interface ISessionClient
{
    Task SessionChanged(SessionChange change, CancellationToken cancellationToken);

    Task SessionCreated(SessionMessage session, CancellationToken cancellationToken);

    Task SessionEnded(SessionMessage session, CancellationToken cancellationToken);
}
