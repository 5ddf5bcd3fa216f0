namespace Functions.Presence;

/// <summary>
/// Whether somebody is in the meeting, told by their passages in order of time. Within a second first the waiting room, then all joins,
/// then all leaves, then the rooms.
/// <para>
/// Each <c>user_id</c> is a connection. A leave ends the connection it names: it ends presence only if that is the one that joined last.
/// The leave of an older connection, which Zoom may notice long after somebody has come back, ends nothing else. A leave whose
/// connection was never seen to join is judged by its time: later than the last join, it ends presence.
/// </para>
/// </summary>
/// <param name="isSideBySide">
/// Several connections may go on at once, since all that is known of these people is a name: somebody is there while any of them is.
/// </param>
internal sealed class Attending(bool isSideBySide)
{
    private readonly List<Connection> connections = [];
    private long latestJoin = long.MinValue;
    private int open;
    private bool isLeftUnseen;
    private bool isInRoom;

    public bool IsIn => isInRoom || (open > 0 && !isLeftUnseen);

    /// <summary>The last leave that ended presence, in seconds since 1970; of no meaning while they are in.</summary>
    public long? GoneAt { get; private set; }

    /// <summary>Forgets everything, for another person.</summary>
    public void Reset()
    {
        connections.Clear();
        (latestJoin, open, isLeftUnseen, isInRoom, GoneAt) = (long.MinValue, 0, false, false, null);
    }

    public void Wait()
    {
        for (var i = 0; i < connections.Count; i++) Close(i);
        (open, isInRoom) = (0, false);
    }

    public void Join(long at, string userId)
    {
        if (at > latestJoin) BeginSecond(at);
        var i = isSideBySide ? IndexOf(userId) : IndexInSecond(at, userId);
        if (i >= 0 && connections[i].IsOpen)
        {
            connections[i] = connections[i] with { JoinedAt = at };
            return;
        }

        connections.Add(new(userId, at, IsOpen: true));
        open++;
    }

    /// <returns>Whether this leave says anything of presence.</returns>
    public bool Leave(long at, string userId)
    {
        var i = IndexOf(userId);
        if (i < 0 ? at <= latestJoin : !isSideBySide && connections[i].JoinedAt != latestJoin) return false;
        if (i < 0) isLeftUnseen = !isSideBySide;
        else if (connections[i].IsOpen)
        {
            Close(i);
            open--;
        }

        (isInRoom, GoneAt) = (false, at);
        return true;
    }

    /// <summary>Whoever enters a room is in the meeting, whatever else is known.</summary>
    public void EnterRoom() => isInRoom = true;

    // Connections without an id can't be told apart: the older one is taken for ended.
    private void BeginSecond(long at)
    {
        (latestJoin, isLeftUnseen) = (at, false);
        if (!isSideBySide) open = 0;
        else if (IndexOf("") is >= 0 and var nameless && connections[nameless].IsOpen)
        {
            Close(nameless);
            open--;
        }
    }

    private void Close(int i) => connections[i] = connections[i] with { IsOpen = false };

    // The latest of that id: an id may come again, which is a connection of its own.
    private int IndexOf(string userId)
    {
        for (var i = connections.Count - 1; i >= 0; i--)
            if (connections[i].UserId == userId) return i;
        return -1;
    }

    private int IndexInSecond(long at, string userId)
    {
        for (var i = connections.Count - 1; i >= 0 && connections[i].JoinedAt == at; i--)
            if (connections[i].UserId == userId) return i;
        return -1;
    }

    private readonly record struct Connection(string UserId, long JoinedAt, bool IsOpen);
}
