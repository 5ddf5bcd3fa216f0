using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Webhooks;

/// <summary>
/// Lets the reconciler look at a session soon because of an event. It costs a read, and where it is needed a read and a transaction more.
/// </summary>
public sealed class SessionWaker([FromKeyedServices(Tables.ForWebhooks)] Tables tables, OpenWork work, TimeProvider time)
{
    /// <summary>The event is recorded by then, or not at all.</summary>
    private static readonly TimeSpan UntilRecorded = TimeSpan.FromSeconds(3);

    /// <summary>
    /// For a run that is being heard of for the first time: a session that is over has nobody to look after it, and goes on, or has to be
    /// caught up once more.
    /// </summary>
    public async Task BeforeRunAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (await SessionState.ReadAsync(tables.Sessions, sessionId, cancellationToken) is { IsOver: true })
            await work.WakeAsync(sessionId, time.GetUtcNow() + UntilRecorded, lookAtZoom: false, cancellationToken);
    }

    /// <summary>For a meeting that was changed or deleted at Zoom.</summary>
    /// <returns>False: the session is over, has another meeting, or is being changed or ended by us.</returns>
    public async Task<bool> AfterEditAsync(string sessionId, string meetingId, CancellationToken cancellationToken)
    {
        var state = await SessionState.ReadAsync(tables.Sessions, sessionId, cancellationToken);
        if (state is not { IsOver: false, IsChanging: false } || state.MeetingId != meetingId) return false;
        await work.WakeAsync(sessionId, time.GetUtcNow(), lookAtZoom: true, cancellationToken);
        return true;
    }
}
