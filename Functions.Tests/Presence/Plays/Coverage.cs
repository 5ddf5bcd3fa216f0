namespace Functions.Tests.Presence.Plays;

/// <summary>What a random class must contain now and then, or the properties would prove little.</summary>
internal enum Case
{
    SixtyPeople,
    Move,
    Drop,
    RejoinWithNewUuid,
    ReturnWithOldUuid,
    NoUuid,
    WrongRoom,
    RoomsClosedWithoutRoomLeft,
    RoomsReopened,
    RoomsRecreated,
    LeftFromInsideARoom,
    Rename,
    UnknownPerson,
    MatchedByHand,
    Label,
    SecondDevice,
    HostVisit,
    CoHost,
    WaitingRoom,
    PutBackInWaitingRoom,
    EqualSecond,
    GhostPairLeftFirst,
    GhostPairJoinedFirst,
    LaggingGhostPair,
    EndedMeeting,
    Restart,
    RestartWithoutEnd,
    UnsettledLeave,
    EndedSession,
    OrderlyClass,
    LateLeave,
    SideBySide,
    NoUuidInRooms,
    NoUuidInWaitingRoom,
    RenamedIntoAStudent,
    OtherEmail,
    OtherEmailGivesWay,
    StudentMadeHost,
    RunBeforeTheClass,
    RunAfterTheClass,
    EndedByUser,
}

/// <summary>Counts classes and cases over a run of a property, from several threads.</summary>
internal sealed class Coverage
{
    private readonly long[] counts = new long[Enum.GetValues<Case>().Length];
    private long classes;
    private long events;
    private long most;

    public void Add(Play play)
    {
        Interlocked.Increment(ref classes);
        Interlocked.Add(ref events, play.Story.Events.Count);
        foreach (var seen in play.Seen) Interlocked.Increment(ref counts[(int)seen]);
        for (var known = Interlocked.Read(ref most); play.People > known; known = Interlocked.Read(ref most))
            if (Interlocked.CompareExchange(ref most, play.People, known) == known) break;
    }

    public void AssertEverythingHappened() =>
        Assert.Equal("", string.Join(", ", Enum.GetValues<Case>().Where(c => Interlocked.Read(ref counts[(int)c]) == 0)));

    public override string ToString()
    {
        var rarest = Enum.GetValues<Case>().MinBy(c => Interlocked.Read(ref counts[(int)c]));
        return FormattableString.Invariant(
            $"{classes:N0} classes, {events:N0} events, at most {most} people, rarest case {rarest} in {counts[(int)rarest]:N0} classes");
    }
}
