using CsCheck;

namespace Functions.Tests.Presence.Plays;

internal enum What
{
    Join,
    JoinSecondDevice,
    Leave,
    Return,
    ReturnUnnoticed,
    EnterOwnRoom,
    EnterAnyRoom,
    BackToMain,
    CloseRooms,
    RecreateRooms,
    Rename,
    Promote,
    MatchByHand,
    Label,
    EnterWaitingRoom,
    PutInWaitingRoom,
    LeaveWaitingRoom,
    EveryoneJoins,
    EveryoneEntersOwnRoom,
    End,
    Restart,
}

/// <param name="Gap">Seconds since the act before.</param>
/// <param name="Lag">Seconds by which the ghost pair of the main meeting follows a room's event.</param>
/// <param name="Way">How somebody who comes can be recognised.</param>
internal readonly record struct Act(What What, int Who, int Device, int Room, int Gap, int Lag, int Way);

/// <summary>A class before it is played: how many people there are, and what they will try to do.</summary>
/// <param name="Looks">Seconds after the last act at which the professor looks.</param>
/// <param name="IsOver">The session was ended when the professor looks.</param>
/// <param name="Planned">Seconds from the beginning of the first run to the planned start.</param>
/// <param name="Minutes">How long it was planned.</param>
/// <param name="IsOrderly">Nobody ever enters a room that is not theirs.</param>
internal sealed record Scene(
    int Students, int GroupSize, int Guests, Act[] Acts, int Looks, bool IsOver, bool IsOrderly, bool StatesRunStart,
        bool IsEndedByUser, int Planned, int Minutes, int Seed)
{
    private static readonly Gen<What> Whats = Gen.Frequency(
        (30, What.Join), (9, What.JoinSecondDevice), (18, What.Leave), (24, What.Return), (12, What.ReturnUnnoticed),
            (40, What.EnterOwnRoom), (30, What.EnterAnyRoom),
        (20, What.BackToMain), (6, What.CloseRooms), (6, What.RecreateRooms), (12, What.Rename), (4, What.Promote), (6, What.MatchByHand),
        (2, What.Label), (9, What.EnterWaitingRoom), (6, What.PutInWaitingRoom), (6, What.LeaveWaitingRoom), (6, What.EveryoneJoins),
        (8, What.EveryoneEntersOwnRoom), (1, What.End), (3, What.Restart));

    private static readonly Gen<Act> OneAct = Gen.Select(
        Whats, Gen.Int[0, 1_000], Gen.Int[0, 1], Gen.Int[0, 1_000], Gen.OneOf(0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 30), Gen.OneOf(0, 0, 0, 1, 2, -1), Gen.Int[0, 1_000],
        (what, who, device, room, gap, lag, way) => new Act(what, who, device, room, gap, lag, way));

    /// <summary>Mostly small classes, where much happens to few; now and then one of up to 60 people.</summary>
    public static Gen<Scene> Any { get; } =
        from people in Gen.Frequency((12, Gen.Int[1, 6]), (5, Gen.Int[7, 20]), (1, Gen.Int[21, 59]), (1, Gen.Const(60)))
        from guests in Gen.Int[0, 2]
        from groups in Gen.OneOf(1, 1, 1, 2, 4)
        from acts in OneAct.Array[1, 60 + (people * 4)]
        from leavers in Gen.Int[0, 1_000].Array[0, 3]
        from looks in Gen.OneOf(0, 1, 3, 4, 5, 6, 10, 90)
        from flags in Gen.Int[0, 59]
        from planned in Gen.OneOf(0, 0, -90, 40, 120, 300)
        from minutes in Gen.OneOf(60, 60, 1, 3, 6)
        from seed in Gen.Int[0, 1_000_000]
        select new Scene(
            Math.Max(1, people - guests - 1), groups, guests, [.. acts, .. leavers.Select(LastAct)], looks, flags % 6 == 0,
                flags % 5 == 0, flags % 4 < 2, flags % 12 == 0, planned, minutes, seed);

    // Some leave so shortly before the professor looks that it does not count yet.
    private static Act LastAct(int who) => new(What.Leave, who, Device: 0, Room: 0, Gap: 1, Lag: 0, Way: 0);

    public override string ToString() =>
        $"{Students} students in rooms of {GroupSize}, {Guests} guests, a look after {Looks} s, {(IsOver ? "over" : "going on")}, dice {Seed}\n{Play.Of(this).Story}";
}
