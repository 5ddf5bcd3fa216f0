namespace ZoomSimulator.Scenarios;

/// <summary>Adds up a student's stays; open ones end with the run, or now.</summary>
internal static class TrueTimes
{
    private static readonly TimeSpan Drop = TimeSpan.FromSeconds(5);

    public static StudentTruth Of(Student student, DateTimeOffset until)
    {
        var (own, other, main, drops, moves) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0, 0);
        DateTimeOffset? before = null;
        foreach (var stay in student.Stays)
        {
            var time = (stay.To ?? until) - stay.From;
            if (stay.RoomUuid is null)
                main += time;
            else if (student.IsOwn(stay))
                own += time;
            else
                other += time;
            moves++;
            if (stay.From - before >= Drop)
                drops++;
            before = stay.To;
        }
        return new StudentTruth(student.Name, student.Email,
            Seconds(own + other + main), Seconds(own), Seconds(other), Seconds(main), drops, moves);
    }

    private static int Seconds(TimeSpan time) => (int)Math.Round(time.TotalSeconds);
}
