namespace Functions.Tests.Presence.Plays;

internal enum Spot
{
    Out,
    Waiting,
    Main,
    Room,
}

/// <summary>Somebody on one device as one participant, and where they truly were, second by second.</summary>
internal sealed class Actor(string key, int who, Arrival arrival, string? student)
{
    private readonly List<(long At, Spot Spot, string? Room)> track = [];

    public string Key => key;

    public int Who => who;

    /// <summary>The id that the product gives to this person.</summary>
    public string PersonId { get; set; } = "";

    /// <summary>Whom the product must take them for; null: nobody of the plan.</summary>
    public string? Student { get; set; } = student;

    /// <summary>The Zoom account they are signed in with.</summary>
    public string? Account => arrival.Who.ZoomUserId;

    public bool HasUuid => arrival.HasUuid;

    /// <summary>Known by more than a name: by hand, registrant id or e-mail.</summary>
    public bool IsSure { get; set; } = arrival.IsSure;

    /// <summary>The student whose name they have, under another e-mail address: theirs as long as nobody is surer to be them.</summary>
    public string? Seems => arrival.Seems;

    /// <summary>Whether the name they came with is one that somebody of the class has.</summary>
    public bool CameUnderAStudentsName => arrival.IsNamedAsStudent;

    public int Renames { get; set; }

    /// <summary>When Zoom notices that an older connection of theirs had dropped.</summary>
    public long NoticedAt { get; private set; } = long.MinValue;

    public IReadOnlyList<(long At, Spot Spot, string? Room)> Track => track;

    public Spot Spot => track.Count == 0 ? Spot.Out : track[^1].Spot;

    public string? Room => track.Count == 0 ? null : track[^1].Room;

    public bool IsIn => Spot is Spot.Main or Spot.Room;

    public bool WasEverIn => track.Exists(t => t.Spot is Spot.Main or Spot.Room);

    public bool VisitedRooms => track.Exists(t => t.Spot == Spot.Room);

    public long FirstSeen { get; private set; } = long.MaxValue;

    public long CameInAt { get; private set; }

    public long LeftAt { get; private set; }

    public (Spot Spot, string? Room) BeforeLeaving { get; private set; }

    public long EnteredRoomAt { get; private set; }

    public long WaitingRoomAt { get; private set; }

    /// <summary>When the last ghost pair of the main meeting occurred, and so the end of the last move.</summary>
    public long GhostAt { get; private set; }

    public int MainJoins { get; private set; }

    /// <summary>The run is over for everybody.</summary>
    public long? Ended { get; private set; }

    public void ComesIn(long at)
    {
        Put(at, Spot.Main);
        CameInAt = at;
        MainJoins++;
    }

    public void ReturnsUnnoticed(long at, int noticedAfter)
    {
        ComesIn(at);
        NoticedAt = Math.Max(NoticedAt, at + noticedAfter);
    }

    public void Leaves(long at)
    {
        (BeforeLeaving, LeftAt) = ((Spot, Room), at);
        Put(at, Spot.Out);
    }

    public void Enters(string room, long at, int lag)
    {
        Put(at, Spot.Room, room);
        EnteredRoomAt = at;
        Ghost(at + lag);
    }

    public void BackInMain(long at, int lag)
    {
        Put(at, Spot.Main);
        Ghost(at + lag);
    }

    public void Waits(long at) => Put(WaitingRoomAt = at, Spot.Waiting);

    public void StopsWaiting(long at) => Put(WaitingRoomAt = at, Spot.Out);

    public void RunEnds(long at)
    {
        Ended = at;
        Put(at, Spot.Out);
    }

    /// <summary>They left so shortly before that it does not count yet.</summary>
    public bool IsUnsettled(long now) => Ended is null && Spot == Spot.Out && WasEverIn && now < LeftAt + Limits.Grace;

    /// <summary>Where the rules say they are: where they truly are, but that a leave counts only after the grace time.</summary>
    public (Spot Spot, string? Room) SeenAt(long now) => IsUnsettled(now) ? BeforeLeaving : (Spot, Room);

    private void Ghost(long at)
    {
        GhostAt = at;
        MainJoins++;
    }

    private void Put(long at, Spot spot, string? room = null)
    {
        FirstSeen = Math.Min(FirstSeen, at);
        track.Add((at, spot, room));
    }
}
