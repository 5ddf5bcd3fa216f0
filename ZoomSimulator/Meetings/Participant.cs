namespace ZoomSimulator.Meetings;

internal enum Place
{
    WaitingRoom,
    Main,
    Room,
    Left,
}

/// <summary>One client in a meeting.</summary>
internal sealed class Participant
{
    /// <summary>Survives room moves; a person who comes back may have a new one.</summary>
    public required string ParticipantUuid { get; init; }

    public required string Name { get; set; }

    /// <summary>What Zoom shows in events: empty for guests.</summary>
    public required string Email { get; init; }

    /// <summary>Empty unless signed in.</summary>
    public required string ZoomUserId { get; init; }

    public string? RegistrantId { get; init; }

    public string Role { get; set; } = "attendee";

    /// <summary>New at every move.</summary>
    public required string UserId { get; set; }

    public Place Place { get; set; }

    public string? RoomUuid { get; set; }

    /// <summary>Time in the meeting, split at each room move.</summary>
    public List<Stay> Stays { get; init; } = [];

    /// <summary>Time in the waiting room.</summary>
    public List<Stay> Waits { get; init; } = [];

    internal bool IsPresent => Place is Place.Main or Place.Room;

    internal void Enter(BreakoutRoom? room, string userId, DateTimeOffset at)
    {
        CloseStay(at);
        UserId = userId;
        Place = room is null ? Place.Main : Place.Room;
        RoomUuid = room?.Uuid;
        Stays.Add(new Stay { UserId = userId, From = at, RoomUuid = room?.Uuid, RoomName = room?.Name });
    }

    internal void Wait(DateTimeOffset at)
    {
        Place = Place.WaitingRoom;
        Waits.Add(new Stay { UserId = UserId, From = at });
    }

    internal void Leave(DateTimeOffset at)
    {
        CloseStay(at);
        Place = Place.Left;
        RoomUuid = null;
    }

    private void CloseStay(DateTimeOffset at)
    {
        if (Stays is [.., { To: null } open])
            open.To = at;
        if (Waits is [.., { To: null } waiting])
            waiting.To = at;
    }
}

/// <summary>An unbroken time of one client in one place: a row of Zoom's participant report.</summary>
internal sealed class Stay
{
    public required string UserId { get; init; }

    public required DateTimeOffset From { get; init; }

    public DateTimeOffset? To { get; set; }

    /// <summary>Null in the main session.</summary>
    public string? RoomUuid { get; init; }

    public string? RoomName { get; init; }
}
