using Functions.Presence;

namespace Functions.Tests.Presence.Plays;

/// <summary>
/// A class that is being played. Each act that makes sense and stays within the <see cref="Limits"/> is told as Zoom would tell it, and
/// noted in the actors as what truly happened; any other does nothing.
/// </summary>
internal sealed partial class Stage(Cast cast, Scene scene)
{
    private const int MostRuns = 4;

    private readonly Dictionary<(int Who, int Device), Actor> current = [];
    private readonly Dictionary<string, string> studentOfAccount = new(StringComparer.Ordinal);
    private readonly List<Actor> actors = [];
    private int runs = 1;
    private int creation;

    public ClassStory Story { get; } = ClassStory
        .Of(cast.Rooms, scene.StatesRunStart, ClassStory.Start + scene.Planned, scene.Minutes, scene.IsEndedByUser).MeetingStarts();

    public Cast Cast => cast;

    public IReadOnlyList<Actor> Actors => actors;

    public HashSet<Case> Seen { get; } = [];

    public bool IsRunning { get; private set; } = true;

    private long Now => Story.Now;

    public void Notice(bool happened, Case what)
    {
        if (happened) Seen.Add(what);
    }

    public Actor? Find(int who, int device) => current.GetValueOrDefault((who, device));

    public Actor? FindGuest(int number, int device) => cast.Guests == 0 ? null : Find(cast.Students + (number % cast.Guests), device);

    public void Come(int who, int device, int way, bool waits = false)
    {
        var before = Find(who, device);
        if (before is not null && (before.Spot != Spot.Out || !before.HasUuid || Limits.MeetingLeftAndEnteredInOneSecond(before, Now))) return;
        var arrival = cast.Arrive(who, way);
        if (device == 1 && Find(who, 0) is null || before is not null && !arrival.HasUuid) return;
        // Whoever comes with an account that was matched by hand is that student, whatever they are called later.
        var byHand = arrival.Who.ZoomUserId is { } account ? studentOfAccount.GetValueOrDefault(account) : null;
        var a = new Actor($"{who}/{device}", who, arrival, byHand ?? arrival.Recognised);
        a.IsSure |= byHand is not null;
        if (waits ? Limits.WaitsWhileOnAnotherDevice(actors, a, Now) : Limits.ComesInWhileWaitingOnAnotherDevice(actors, a)) return;
        Story.Meets(a.Key, arrival.Who, arrival.HasUuid, arrival.IsUuidInMainOnly);
        a.PersonId = Story.PersonIdOf(a.Key);
        if (Limits.SharesAName(actors, a))
        {
            if (waits || actors.Exists(o => o.PersonId == a.PersonId && Limits.WasElsewhere(o))) return;
            Seen.Add(Case.SideBySide);
        }

        Notice(arrival.IsUuidInMainOnly, Case.NoUuidInRooms);
        Notice(arrival.Seems is not null, Case.OtherEmail);
        current[(who, device)] = a;
        actors.Add(a);
        Notice(before is not null, Case.RejoinWithNewUuid);
        Notice(device == 1, Case.SecondDevice);
        Notice(!arrival.HasUuid, Case.NoUuid);
        Notice(a.Student is null && !cast.IsHost(who), Case.UnknownPerson);
        WeighNames();
        if (waits) Wait(a);
        else ComeIn(a);
    }

    public void ComeIn(Actor a)
    {
        if (Limits.MeetingLeftAndEnteredInOneSecond(a, Now) || Limits.MoreThan32Returns(actors, a)
            || Limits.ComesInWhileWaitingOnAnotherDevice(actors, a)) return;
        Notice(a.WasEverIn && a.Spot == Spot.Out, Case.ReturnWithOldUuid);
        if (a.Spot == Spot.Waiting && a.Who % 2 == 0) Story.LeavesWaitingRoom(a.Key);
        Story.Returns(a.Key);
        a.ComesIn(Now);
    }

    /// <summary>Their connection dropped, and they came back on another before Zoom noticed.</summary>
    public void ReturnUnnoticed(Actor a, int noticedAfter)
    {
        if (IsBusy(a) || Limits.MoreThan32Returns(actors, a) || Limits.ReturnedInTheSecondOfAnotherJoin(a, Now)
            || Limits.RoomsClosedWithinFiveSecondsOfAJoin(a, Now)) return;
        Story.ReturnsUnnoticed(a.Key, noticedAfter);
        a.ReturnsUnnoticed(Now, noticedAfter);
        Seen.Add(Case.LateLeave);
    }

    public bool Leave(Actor a)
    {
        if (IsBusy(a) || Limits.LeavesBeforeAnOlderConnectionIsNoticed(a, Now) || Limits.MeetingLeftInTheSecondOfARoomEntry(a, Now)
            || Limits.MeetingLeftInTheSecondOfTheEntrysGhostPair(a, Now)
            || Limits.MeetingReturnedToAndLeftInOneSecond(a, Now)) return false;
        Seen.Add(a.Spot == Spot.Room ? Case.LeftFromInsideARoom : Case.Drop);
        Story.Leaves(a.Key);
        a.Leaves(Now);
        return true;
    }

    public void Enter(Actor a, int room, int lag)
    {
        var uuid = RoomNow(room);
        if (IsBusy(a) || a.Room == uuid || Limits.SharesAName(actors, a) || Limits.TwoRoomsJoinedInOneSecond(a, Now)
            || Limits.MoreThan32Returns(actors, a)) return;
        if (lag < 0 && (a.Spot == Spot.Room || Math.Max(a.CameInAt, a.GhostAt) >= Now + lag)) lag = 0;
        Notice(a.Spot == Spot.Room, Case.Move);
        Notice(cast.IsStudent(a.Who) && cast.RoomOf[a.Who] != room, Case.WrongRoom);
        Notice(cast.IsHost(a.Who), Case.HostVisit);
        Notice(lag != 0, Case.LaggingGhostPair);
        Story.Enters(a.Key, uuid, lag);
        a.Enters(uuid, Now, lag);
    }

    public void GoBackToMain(Actor a, int lag)
    {
        if (IsBusy(a) || Limits.RoomEnteredAndLeftInOneSecond(a, Now)) return;
        Story.GoesBackToMain(a.Key, Math.Abs(lag));
        a.BackInMain(Now, Math.Abs(lag));
    }

    /// <summary>The host closes all rooms; opened again they are the same, re-created they are new ones.</summary>
    public void Close(int lag, bool recreate)
    {
        var inside = current.Values.Where(a => a.Spot == Spot.Room).ToList();
        if (inside.Exists(a => IsBusy(a) || Limits.RoomsClosedWithinFiveSecondsOfAJoin(a, Now))) return;
        Notice(inside.Count > 0, Case.RoomsClosedWithoutRoomLeft);
        var lags = inside.ToDictionary(a => a.Key, a => (Math.Abs(lag) + a.Who) % Limits.SecondsUntilEverybodyIsOut, StringComparer.Ordinal);
        Story.HostClosesAllRooms(key => lags[key]);
        foreach (var a in inside) a.BackInMain(Now + lags[a.Key], 0);
        Story.After(Limits.SecondsUntilEverybodyIsOut);
        if (recreate) creation++;
        Seen.Add(recreate ? Case.RoomsRecreated : Case.RoomsReopened);
    }

    public void Label(string roomId, int room)
    {
        Story.Labels(roomId, RoomNow(room));
        Seen.Add(Case.Label);
    }

    public void PutInWaitingRoom(Actor a)
    {
        if (Limits.SharesAName(actors, a) || Limits.WaitsWhileOnAnotherDevice(actors, a, Now)
            || Limits.WaitingRoomEnteredInTheSecondOfAnotherPassage(a, Now) || !Leave(a)) return;
        Wait(a);
        Seen.Add(Case.PutBackInWaitingRoom);
    }

    public void LeaveWaitingRoom(Actor a)
    {
        if (Limits.WaitingRoomLeftInTheSecondOfItsEntry(a, Now)) return;
        Story.LeavesWaitingRoom(a.Key);
        a.StopsWaiting(Now);
    }

    public void EveryoneEntersOwnRoom(int lag)
    {
        foreach (var a in current.Values.Where(a => a.IsIn && cast.IsStudent(a.Who)).ToList())
        {
            Enter(a, cast.RoomOf[a.Who], lag);
            Story.After(a.Who % 3 / 2);
        }
    }

    public void End()
    {
        Story.After(Limits.SecondsUntilEverybodyIsOut).MeetingEnds();
        Finish();
        IsRunning = false;
        Seen.Add(Case.EndedMeeting);
    }

    public void Restart(bool withEnd)
    {
        if (runs == MostRuns) return;
        Notice(Now <= ClassStory.Start + scene.Planned, Case.RunBeforeTheClass);
        Notice(Now >= ClassStory.Start + scene.Planned + (scene.Minutes * 60), Case.RunAfterTheClass);
        if (IsRunning && withEnd) End();
        Seen.Add(IsRunning ? Case.RestartWithoutEnd : Case.Restart);
        if (IsRunning) Story.After(Limits.SecondsUntilEverybodyIsOut);
        Finish();
        IsRunning = true;
        creation++;
        Story.MeetingStarts($"run-{++runs}");
    }

    private void Wait(Actor a)
    {
        Notice(a.WasEverIn && Story.IsUuidInMainOnly(a.Key), Case.NoUuidInWaitingRoom);
        Story.EntersWaitingRoom(a.Key);
        a.Waits(Now);
        Seen.Add(Case.WaitingRoom);
    }

    private void Finish()
    {
        foreach (var a in current.Values) a.RunEnds(Now);
        current.Clear();
    }

    private bool IsBusy(Actor a) => Limits.IsMoving(a, Now);

    private string RoomNow(int room) => $"room-{creation}-{(room * 7) % 64:D2}";
}
