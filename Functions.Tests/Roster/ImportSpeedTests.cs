using System.Diagnostics;
using Functions.Tests.Fixtures;
using static Functions.Tests.Roster.Importing;

namespace Functions.Tests.Roster;

/// <summary>Against an emulator that does one thing at a time.</summary>
[Collection(nameof(Alone))]
public sealed class ImportSpeedTests(Classroom classroom)
{
    private const int Count = 10_000;

    [Fact]
    public async Task Ten_thousand_entries_take_less_than_half_a_minute()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.NewAccount(), classroom.Zoom.BaseUrl);
        using var client = app.Client();
        var csv = Header + string.Concat(Enumerable.Range(0, Count).Select(n => $"student,s-{n},Student {n},s{n}@example.edu,s{n}@example.edu\n"));
        var (created, first) = await Timed(csv);
        var (unchanged, second) = await Timed(csv);
        var (updated, third) = await Timed(csv.Replace("Student 7", "Pupil 7", StringComparison.Ordinal));
        Assert.Equal(((Count, 0, 0), (0, 0, Count), (0, 1111, Count - 1111)), (created, unchanged, updated));
        Effort.Report(
            $"roster import of {Count} entries ({csv.Length / 1024} KiB) on the emulator: {first.TotalSeconds:0.0} s; "
            + $"again {second.TotalSeconds:0.0} s; with 1111 changed {third.TotalSeconds:0.0} s");
        Assert.InRange(first.TotalSeconds, 0, 30);

        async Task<((int, int, int) Counts, TimeSpan Time)> Timed(string body)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await client.ImportCsv(body);
            return (answer.Counts(), Stopwatch.GetElapsedTime(started));
        }
    }
}
