using ZoomSimulator.Clock;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Scenarios;

/// <summary>One performance of the class scenario in one meeting.</summary>
internal sealed class ClassPlay(MeetingEngine engine, SimClock clock, long meetingId, ClassCast cast, double speed, bool end) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DateTimeOffset _startedAt = clock.Now;
    private readonly Lock _gate = new();
    private readonly List<Step> _steps = [];
    private PlayState _state = PlayState.Running;
    private string? _detail;

    public bool IsRunning
    {
        get
        {
            lock (_gate)
                return _state == PlayState.Running;
        }
    }

    public void Cancel()
    {
        _stop.Cancel();
        Finish(PlayState.Cancelled, detail: null);
    }

    public async Task RunAsync()
    {
        try
        {
            foreach (var beat in new ClassScript(engine, meetingId, cast, end).Beats())
            {
                await Task.Delay(beat.Wait(speed), clock, _stop.Token);
                if (beat.Act() is { } refusal)
                {
                    Finish(PlayState.Failed, $"{beat.Text}: {refusal.Detail}");
                    return;
                }
                Record(beat.Text);
            }
            Finish(PlayState.Finished, detail: null);
        }
        catch (OperationCanceledException)
        {
            Finish(PlayState.Cancelled, detail: null);
        }
    }

    public ScenarioStatus Status()
    {
        IReadOnlyList<StudentTruth> truth = engine.Live.Read<StudentTruth[]>(meetingId, Truth).Value ?? [];
        lock (_gate)
            return new ScenarioStatus("class", Wire.Text(meetingId), _state, _detail, speed, _startedAt, [.. _steps], truth);
    }

    public void Dispose() => _stop.Dispose();

    private Outcome<StudentTruth[]> Truth(Meeting meeting)
    {
        var until = meeting.Runs.LastOrDefault()?.EndedAt ?? clock.Now;
        return cast.Students.Select(student => TrueTimes.Of(student, until)).ToArray();
    }

    private void Record(string text)
    {
        var step = engine.Live.Read<Step>(meetingId, meeting => new Step(
            _steps.Count + 1, clock.Now, text, meeting.Live is null ? "ended" : "started", meeting.Live?.RoomsOpen ?? false,
            [.. cast.Students.Select(student => new StudentPlace(student.Name, student.Email, student.Where()))]));
        lock (_gate)
            _steps.Add(step.Required);
    }

    private void Finish(PlayState state, string? detail)
    {
        lock (_gate)
        {
            if (_state == PlayState.Running)
                (_state, _detail) = (state, detail);
        }
    }
}
