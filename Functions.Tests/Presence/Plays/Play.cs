using Functions.Presence;

namespace Functions.Tests.Presence.Plays;

/// <summary>Plays a scene: of what its people try, whatever makes sense and stays within the <see cref="Limits"/>.</summary>
internal sealed class Play
{
    private readonly Scene scene;
    private readonly Stage stage;

    private Play(Scene scene)
    {
        this.scene = scene;
        stage = new(new Cast(scene), scene);
        foreach (var act in scene.Acts)
        {
            stage.Notice(act.Gap == 0, Case.EqualSecond);
            Story.After(act.Gap);
            if (stage.IsRunning || act.What == What.Restart) Do(act);
        }

        Story.After((int)Math.Max(0, Actors.Select(a => a.GhostAt).DefaultIfEmpty().Max() - Story.Now));
        Now = Story.Now + scene.Looks;
        SessionEnd = scene.IsOver ? Now : null;
        stage.Notice(scene.IsOver, Case.EndedSession);
        stage.Notice(scene.IsOver && scene.IsEndedByUser, Case.EndedByUser);
        stage.Notice(scene.IsOrderly, Case.OrderlyClass);
        stage.Notice(People >= 60, Case.SixtyPeople);
        stage.Notice(!scene.IsOver && Actors.Any(a => a.IsUnsettled(Now)), Case.UnsettledLeave);
    }

    public ClassStory Story => stage.Story;

    public Cast Cast => stage.Cast;

    public IReadOnlyList<Actor> Actors => stage.Actors;

    /// <summary>When the professor looks, in seconds since 1970.</summary>
    public long Now { get; }

    public long? SessionEnd { get; }

    /// <summary>No student was ever in a room that is not theirs, and nothing else blurs which is whose.</summary>
    public bool IsOrderly => scene.IsOrderly;

    public int People => Cast.Size;

    public HashSet<Case> Seen => stage.Seen;

    public static Play Of(Scene scene) => new(scene);

    /// <summary>The same dice whenever the same scene is played.</summary>
    public Random Dice() => new(scene.Seed);

    private void Do(Act act)
    {
        var who = act.Who % Cast.Size;
        var room = act.Room % Cast.Rooms.Count;
        var a = stage.Find(who, act.Device);
        switch (act.What)
        {
            case What.Join:
                stage.Come(who, 0, act.Way);
                break;
            case What.JoinSecondDevice:
                // Whoever is known by name only on one device is so on the other.
                stage.Come(who, 1, stage.Find(who, 0) is { HasUuid: false } ? Cast.WayWithoutUuid : act.Way);
                break;
            case What.EnterWaitingRoom:
                stage.Come(who, act.Device, act.Way, waits: true);
                break;
            case What.Return when a is { IsIn: false }:
                stage.ComeIn(a);
                break;
            case What.ReturnUnnoticed when a is { IsIn: true }:
                stage.ReturnUnnoticed(a, act.Way % 40);
                break;
            case What.Leave when a is { IsIn: true }:
                stage.Leave(a);
                break;
            case What.EnterOwnRoom when a is { IsIn: true }:
                stage.Enter(a, Cast.IsStudent(who) ? Cast.RoomOf[who] : room, act.Lag);
                break;
            case What.EnterAnyRoom when a is { IsIn: true } && !(IsOrderly && Cast.IsStudent(who)):
                stage.Enter(a, room, act.Lag);
                break;
            case What.BackToMain when a is { Spot: Spot.Room }:
                stage.GoBackToMain(a, act.Lag);
                break;
            case What.CloseRooms or What.RecreateRooms:
                stage.Close(act.Lag, recreate: act.What == What.RecreateRooms);
                break;
            case What.Rename when a is { IsIn: true }:
                stage.Rename(a, act.Way % 3 > 0 ? Cast.NameOf(act.Room % Cast.Size) : $"~ {act.Way} ~", isOrderly: IsOrderly);
                break;
            case What.Promote when a is { IsIn: true } && Cast.IsStudent(who):
                stage.Promote(a, act.Way % 3 == 0 ? "host" : "co-host");
                break;
            case What.MatchByHand when !IsOrderly && stage.FindGuest(act.Who, act.Device) is { } guest:
                stage.MatchByHand(guest, $"{(act.Room % Cast.Students) + 1}");
                break;
            case What.Label when !IsOrderly:
                stage.Label(Cast.Rooms[act.Who % Cast.Rooms.Count].RoomId, room);
                break;
            case What.PutInWaitingRoom when a is { IsIn: true }:
                stage.PutInWaitingRoom(a);
                break;
            case What.LeaveWaitingRoom when a is { Spot: Spot.Waiting }:
                stage.LeaveWaitingRoom(a);
                break;
            case What.EveryoneJoins:
                for (var i = 0; i < Cast.Students; i++) stage.Come(i, 0, act.Way + (i * act.Room));
                break;
            case What.EveryoneEntersOwnRoom:
                stage.EveryoneEntersOwnRoom(act.Lag);
                break;
            case What.End:
                stage.End();
                break;
            case What.Restart:
                stage.Restart(withEnd: act.Lag == 0);
                break;
        }
    }
}
