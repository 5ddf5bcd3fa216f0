using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Commands.Demo;

/// <summary>The course of the demo: create, watch, end, compare.</summary>
internal sealed class DemoPlay(ClassroomClient app, SimulatorClient zoom, DemoPrinter print, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly LocationCheck _check = new(time);

    public async Task<bool> RunAsync(double speed, CancellationToken ct)
    {
        var session = await app.CreateSessionAsync(ct);
        await print.IntroduceAsync(session);
        await zoom.PlayClassAsync(session.MeetingId, speed, ct);
        var scenario = await WatchAsync(session, ct);
        if (scenario.State != PlayState.Finished)
            throw new HttpRequestException($"the scenario {scenario.State.ToString().ToLowerInvariant()}: {scenario.Detail}");

        var ended = await app.EndAsync(session.SessionId, ct);
        await print.RowAsync(time.GetUtcNow(), ended, right: ended.Status == "completed");
        var attendance = await AttendanceAsync(session, ct);
        await print.AttendanceAsync(attendance);
        var agrees = attendance.All(row => row.Agrees) && ended.Status == "completed";
        await print.VerdictAsync(_check.Mistakes, agrees);
        return agrees && _check.Mistakes.Count == 0;
    }

    /// <summary>Until the last step has been played and shown, or has stayed wrong for too long.</summary>
    private async Task<ScenarioStatus> WatchAsync(Snapshot seen, CancellationToken ct)
    {
        var watch = new DemoWatch(print, _check, time);
        while (true)
        {
            // The truth is read after the snapshot, so that the system never seems to know of a step before it happened.
            var changed = await app.ChangedSnapshotAsync(seen.SessionId, ct);
            var scenario = await zoom.ScenarioAsync(seen.MeetingId, ct);
            seen = changed ?? seen;
            await watch.ShowAsync(scenario.Steps, seen, changed is not null);
            if (scenario.State != PlayState.Running && (watch.IsRight || IsHopeless(watch.Current)))
                return scenario;
            await Task.Delay(Poll, time, ct);
        }
    }

    private bool IsHopeless(Step? last) => last is null || time.GetUtcNow() - last.At > LocationCheck.Patience + Poll + Poll;

    /// <summary>The end's own events may still be on their way.</summary>
    private async Task<IReadOnlyList<AttendanceCheck>> AttendanceAsync(Snapshot session, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var truth = (await zoom.ScenarioAsync(session.MeetingId, ct)).Truth;
            var checks = AttendanceCheck.Of(await app.AttendanceAsync(session.SessionId, ct), truth);
            if (checks.All(check => check.Agrees) || time.GetElapsedTime(began) > LocationCheck.Patience)
                return checks;
            await Task.Delay(Poll, time, ct);
        }
    }
}
