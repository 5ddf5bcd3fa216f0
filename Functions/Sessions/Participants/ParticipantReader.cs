using Functions.Presence;

namespace Functions.Sessions.Participants;

/// <summary>Finds out who is in a session's meeting: from Zoom where it lets itself be asked, else from webhooks.</summary>
public sealed class ParticipantReader(LiveList live, TimeProvider time)
{
    public async Task<ParticipantList> ReadAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        var (sessionId, now) = (record.Facts.SessionId, time.GetUtcNow());
        var state = record.ToState(now);
        var look = MayRun(record, state, now)
            ? await live.AskAsync(record.Facts.MeetingId!, cancellationToken)
            : new(null, NoLiveList.NotRunning, now);
        return look.Stays is { } stays
            ? new(sessionId, ParticipantSource.ZoomLive, look.At, null, PresentPeople.Of(state, stays))
            : new(sessionId, ParticipantSource.Webhooks, now, look.Why, PresentPeople.Of(state));
    }

    // Where no event came though it is time, the webhooks may be what is missing.
    private static bool MayRun(SessionRecord record, ClassState state, DateTimeOffset now) => record.Facts.MeetingId is not null
        && (state.Runs.Latest is { } run ? run.End is null : !record.IsOver && now >= record.Facts.StartTime);
}
