using System.Collections.Concurrent;
using ZoomSimulator.Clock;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Scenarios;

/// <summary>The scenarios that run or have run, one a meeting.</summary>
internal sealed class ScenarioRunner(MeetingEngine engine, SimClock clock) : IHostedService
{
    private readonly ConcurrentDictionary<long, ClassPlay> _plays = new();
    private readonly Lock _gate = new();

    public Outcome<ClassPlay> Start(long meetingId, double speed, bool end)
    {
        var cast = engine.Live.Read<ClassCast>(meetingId, meeting => ClassCast.Of(meeting));
        if (cast.Refusal is { } unknown)
            return unknown;
        if (cast.Required.Students.Count == 0)
            return Refusal.Conflict("The meeting has no planned breakout rooms, so there is no class to play.");
        lock (_gate)
        {
            if (_plays.TryGetValue(meetingId, out var last) && last.IsRunning)
                return Refusal.Conflict("A scenario is already running in this meeting.");
            last?.Dispose();
            var play = _plays[meetingId] = new ClassPlay(engine, clock, meetingId, cast.Required, speed, end);
            _ = play.RunAsync();
            return play;
        }
    }

    public Outcome<ClassPlay> Find(long meetingId) => _plays.TryGetValue(meetingId, out var play)
        ? play
        : Refusal.NotFound("No scenario has run in this meeting.");

    public Outcome<ClassPlay> Cancel(long meetingId)
    {
        var found = Find(meetingId);
        found.Value?.Cancel();
        return found;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var play in _plays.Values.Where(play => play.IsRunning))
            play.Cancel();
        return Task.CompletedTask;
    }
}
