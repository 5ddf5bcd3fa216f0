using ZoomSimulator.Meetings;

namespace ZoomSimulator.Scenarios;

/// <summary>Where a truthful observer sees a student.</summary>
internal enum Whereabouts
{
    Absent,
    WaitingRoom,
    MainSession,
    OwnRoom,
    OtherRoom,
    Left,
}

/// <summary>A student of the class being played, and every client they have used.</summary>
internal sealed class Student(string name, string? email, string roomName, bool knownByName)
{
    private readonly List<Participant> _clients = [];

    public string Name => name;

    public string? Email => email;

    public string RoomName => roomName;

    /// <summary>The name alone says who it is, so they may come without an e-mail.</summary>
    public bool KnownByName => knownByName;

    public Participant? Client => _clients.LastOrDefault();

    public void Uses(Participant client) => _clients.Add(client);

    public IEnumerable<Stay> Stays => _clients.SelectMany(client => client.Stays).OrderBy(stay => stay.From);

    public Whereabouts Where() => Client switch
    {
        null => Whereabouts.Absent,
        { Place: Place.WaitingRoom } => Whereabouts.WaitingRoom,
        { Place: Place.Main } => Whereabouts.MainSession,
        { Place: Place.Room } client => IsOwn(client.Stays[^1]) ? Whereabouts.OwnRoom : Whereabouts.OtherRoom,
        _ => _clients.Exists(client => client.Stays.Count > 0) ? Whereabouts.Left : Whereabouts.Absent,
    };

    public bool IsOwn(Stay stay) => string.Equals(stay.RoomName, roomName, StringComparison.Ordinal);
}
