using System.Collections.Concurrent;
using Functions.Http;
using Functions.Presence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Realtime;

/// <summary>
/// Tells a professor's pages that something changed. Only hints: they are sent at most once in half a second for a session, they are
/// given up when the service is slow, and failing to send one is nobody's failure.
/// </summary>
public sealed partial class SessionNotifier(IServiceProvider services, RealtimeTelemetry telemetry, TimeProvider time, ILogger<SessionNotifier> logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Pace> paces = new(StringComparer.Ordinal);

    /// <summary>At once when the session was quiet, else once more at the end of the half second.</summary>
    public Task Changed(string professorId, string sessionId, string kind, DateTimeOffset occurredAt, string? studentId = null, string? roomId = null)
    {
        var change = new SessionChange(sessionId, kind, studentId, roomId, UtcTime.Format(occurredAt));
        var pace = PaceOf(sessionId);
        TimeSpan wait;
        lock (pace)
        {
            var now = time.GetUtcNow();
            if (now >= pace.QuietUntil)
            {
                pace.QuietUntil = now + Quiet;
                wait = TimeSpan.Zero;
            }
            else
            {
                var scheduled = pace.Pending is not null;
                pace.Pending = change;
                if (scheduled) return Task.CompletedTask;
                wait = pace.QuietUntil - now;
                pace.QuietUntil += Quiet;
            }
        }

        if (wait == TimeSpan.Zero) return Send(nameof(ISessionClient.SessionChanged), hub => hub.Professor(professorId).SessionChanged, change);
        _ = SendLater(professorId, pace, wait);
        return Task.CompletedTask;
    }

    // To count takes all of the dictionary's locks: only a session that is new is worth it.
    private Pace PaceOf(string sessionId)
    {
        if (paces.TryGetValue(sessionId, out var known)) return known;
        if (paces.Count > MostRemembered) paces.Clear();
        return paces.GetOrAdd(sessionId, static _ => new Pace());
    }

    public Task Created(Snapshot snapshot) => Send(nameof(ISessionClient.SessionCreated), hub => hub.Professor(snapshot.ProfessorId).SessionCreated, Message(snapshot));

    public Task Ended(Snapshot snapshot) => Send(nameof(ISessionClient.SessionEnded), hub => hub.Professor(snapshot.ProfessorId).SessionEnded, Message(snapshot));

    private async Task SendLater(string professorId, Pace pace, TimeSpan wait)
    {
        await Task.Delay(wait, time);
        SessionChange change;
        lock (pace) (change, pace.Pending) = (pace.Pending!, null);
        await Send(nameof(ISessionClient.SessionChanged), hub => hub.Professor(professorId).SessionChanged, change);
    }

    private async Task Send<T>(string name, Func<SessionHub, Func<T, CancellationToken, Task>> method, T message)
    {
        var started = time.GetTimestamp();
        using var span = RealtimeTelemetry.Start(name);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var send = method(services.GetRequiredService<SessionHub>());
            await send(message, patience.Token).WaitAsync(Patience, time);
            telemetry.Sent(name, time.GetElapsedTime(started), failure: null, span);
        }
#pragma warning disable CA1031 // A hint that could not be sent is made good by the next read of the snapshot.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            telemetry.Sent(name, time.GetElapsedTime(started), exception, span);
            Log.NotSent(logger, exception.GetType().Name);
        }
    }

    private static SessionMessage Message(Snapshot s) => new(
        s.SessionId, s.ProfessorId, s.MeetingId, s.Topic, Name(s.Status), Name(s.MeetingStatus), UtcTime.Format(s.StartTime),
        s.EndTime is { } end ? UtcTime.Format(end) : null, s.Duration, CountsOf(s.Counts));

    private static CountsMessage CountsOf(Counts c) =>
        new(c.Students, c.Present, c.InOwnRoom, c.InOtherRoom, c.InMain, c.WaitingRoom, c.Absent, c.Left, c.Unmatched);

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed class Pace
    {
        public DateTimeOffset QuietUntil { get; set; }

        public SessionChange? Pending { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(301, LogLevel.Warning, "A message to the live channel was given up: {Exception}.")]
        public static partial void NotSent(ILogger logger, string exception);
    }
}
