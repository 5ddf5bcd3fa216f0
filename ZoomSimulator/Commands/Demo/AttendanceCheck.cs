using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Commands.Demo;

/// <summary>Reported attendance beside the truth. Zoom tells times in whole seconds, so each move may cost two.</summary>
internal sealed record AttendanceCheck(AttendanceRow? Seen, StudentTruth Truth)
{
    private const int SecondsAMove = 2;

    public bool Agrees => Seen is not null
        && Near(Seen.Present, Truth.PresentSeconds)
        && Near(Seen.OwnRoom, Truth.OwnRoomSeconds)
        && Near(Seen.OtherRoom, Truth.OtherRoomSeconds)
        && Near(Seen.Main, Truth.MainSeconds)
        && Seen.Drops == Truth.Drops;

    public static IReadOnlyList<AttendanceCheck> Of(IReadOnlyList<AttendanceRow> seen, IReadOnlyList<StudentTruth> truth) =>
        [.. truth.Select(student => new AttendanceCheck(seen.FirstOrDefault(row => row.Name == student.Name), student))];

    private bool Near(int seen, int truth) => Math.Abs(seen - truth) <= SecondsAMove * Truth.Moves;
}
