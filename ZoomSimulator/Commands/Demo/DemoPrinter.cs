using System.Globalization;
using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Commands.Demo;

/// <summary>Writes the demo so that a newcomer can follow it.</summary>
internal sealed class DemoPrinter(TextWriter output)
{
    private const int Cell = 12;

    public async Task IntroduceAsync(Snapshot session)
    {
        await output.WriteLineAsync($"Session {session.SessionId} is meeting {session.MeetingId}, with a room for each of {session.Locations.Count} students.");
        await output.WriteLineAsync("\">\" is what happens in the meeting, below it what the professor's snapshot shows; \u2713 = it is true.");
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{"",11}{"meeting",-9}{string.Concat(session.Locations.Keys.Select(name => Fit(name.Split(' ')[0])))}");
    }

    public Task StepAsync(Step step) =>
        output.WriteLineAsync($"{Clock(step.At)} > {step.Text}");

    public Task RowAsync(DateTimeOffset now, Snapshot seen, bool right) =>
        output.WriteLineAsync(
            $"{Clock(now)}   {seen.MeetingStatus,-9}{string.Concat(seen.Locations.Values.Select(at => Fit(Locations.Short(at))))}{(right ? "\u2713" : "...")}");

    /// <summary>The next step came before this one was shown; only a difference that lasts is a mistake.</summary>
    public Task MissedAsync(IReadOnlyList<string> differences) =>
        output.WriteLineAsync($"{"",11}... overtaken, still shown: {string.Join("; ", differences)}");

    public async Task AttendanceAsync(IReadOnlyList<AttendanceCheck> checks)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync("Attendance in seconds, as reported / as it truly was");
        await output.WriteLineAsync($"{"",-18}{"present",-13}{"own room",-13}{"other room",-13}{"main",-13}{"drops",-9}");
        foreach (var check in checks)
        {
            var (seen, truth) = (check.Seen, check.Truth);
            await output.WriteLineAsync(
                $"{Cut(truth.Name, 17),-18}{Pair(seen?.Present, truth.PresentSeconds),-13}{Pair(seen?.OwnRoom, truth.OwnRoomSeconds),-13}"
                + $"{Pair(seen?.OtherRoom, truth.OtherRoomSeconds),-13}{Pair(seen?.Main, truth.MainSeconds),-13}"
                + $"{Pair(seen?.Drops, truth.Drops),-9}{(check.Agrees ? "\u2713" : "\u2717")}");
        }
    }

    public async Task VerdictAsync(IReadOnlyCollection<string> mistakes, bool attendanceAgrees)
    {
        await output.WriteLineAsync();
        foreach (var mistake in mistakes)
            await output.WriteLineAsync($"\u2717 {mistake}");
        await output.WriteLineAsync(mistakes.Count == 0 && attendanceAgrees
            ? "\u2713 Everything the system showed was true."
            : "\u2717 The system was wrong; see above.");
    }

    private static string Pair(int? seen, int truth) =>
        $"{seen?.ToString(CultureInfo.InvariantCulture) ?? "?"} / {truth.ToString(CultureInfo.InvariantCulture)}";

    private static string Clock(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Fit(string text) => Cut(text, Cell - 1).PadRight(Cell);

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
