using Azure;
using Azure.Data.Tables;
using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Storage;
using Functions.Zoom;

namespace Functions.Sessions;

/// <summary>A session that was created, or that a replayed request had created before.</summary>
public sealed record CreatedSession(Snapshot Snapshot, bool IsReplay);

/// <summary>
/// Creates a session as a small saga, since Zoom's create is not idempotent and storage has no transaction across partitions: intent,
/// meeting, session, indexes. Each step can be repeated by anyone, because every key derives from the intent. The insert of the
/// session decides; whoever loses it follows the row that is there.
/// </summary>
public sealed class SessionCreator(
    CreateSessionRules rules,
    CreateAllowance allowance,
    SessionPlanner planner,
    MeetingMaker maker,
    SessionStore sessions,
    SessionOpener opener,
    SessionDirectory directory,
    OpenWork work,
    IZoomClient zoom,
    SessionNotifier notifier,
    SessionTelemetry telemetry,
    TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public Task<Result<CreatedSession>> CreateAsync(Caller caller, CreateSessionRequest request, string? key, CancellationToken cancellationToken) =>
        telemetry.MeasureAsync(() => CreateOnceAsync(caller, request, key, cancellationToken));

    private async Task<Result<CreatedSession>> CreateOnceAsync(Caller caller, CreateSessionRequest request, string? key, CancellationToken cancellationToken)
    {
        var sessionId = key is null ? SessionIdentity.New(time.GetUtcNow()) : SessionIdentity.Of(caller.Key, request.ProfessorId!, key);
        var fingerprint = SessionIdentity.Fingerprint(request);
        var giveUp = time.GetUtcNow() + Patience;
        var isAllowed = allowance.TryTake(caller, out var retryAfter);
        while (true)
        {
            var before = key is null ? Task.FromResult(false) : sessions.ExistsAsync(sessionId, cancellationToken);
            var planning = isAllowed ? planner.PlanAsync(sessionId, request, cancellationToken) : Task.FromResult<Result<SessionPlan>>(Problems.TooManyRequests(retryAfter));
            if (await before)
            {
                if (isAllowed) allowance.GiveBack(caller);
                return await ReplayAsync(sessionId, fingerprint, cancellationToken);
            }

            if (rules.TooLate(request) is { } late && await work.FindAsync(sessionId, cancellationToken) is null) return late;
            if (!(await planning).TryGet(out var plan, out var problem)) return problem;

            var intent = new Intent(plan, Guid.NewGuid().ToString("N"), fingerprint, time.GetUtcNow());
            var row = IntentColumns.Write(intent);
            try
            {
                // From here on the caller may go away: what was begun is finished.
                using var step = SessionTelemetry.Step("intent");
                await work.AddAsync(row, sessionId, WorkKind.Create, intent.CreatedAt + OpenWork.Lease, CancellationToken.None);
            }
            catch (RequestFailedException exception) when (exception.IsConflict())
            {
                var other = await work.FindAsync(sessionId, cancellationToken);
                if (other?.GetString("attempt") != intent.Attempt)
                {
                    if (other?.GetString("body_hash") is { } hash && hash != fingerprint) return Problems.IdempotencyMismatch;
                    if (!await IsDecidedAsync(sessionId, giveUp, cancellationToken)) return Problems.IdempotencyInProgress;
                    continue;
                }

                row = other;
            }

            return await Begun.FinishAsync(time, ct => FinishAsync(intent, row, ct));
        }
    }

    // Until the other request has made its session, or has given up the key.
    private async Task<bool> IsDecidedAsync(string sessionId, DateTimeOffset giveUp, CancellationToken cancellationToken)
    {
        while (time.GetUtcNow() < giveUp)
        {
            if (await sessions.ExistsAsync(sessionId, cancellationToken) || await work.FindAsync(sessionId, cancellationToken) is null) return true;
            await Task.Delay(Glance, time, cancellationToken);
        }

        return false;
    }

    private async Task<Result<CreatedSession>> FinishAsync(Intent intent, TableEntity row, CancellationToken cancellationToken)
    {
        var made = await maker.MakeAsync(intent.Plan, cancellationToken);
        if (!made.TryGet(out var meeting, out var error))
        {
            if (error.Ambiguous) return Problems.ZoomTimeout;
            await ForgetAsync(row, cancellationToken);
            return error.ToProblem(time.GetUtcNow());
        }

        var plan = MeetingMaker.Accepted(intent.Plan, meeting);
        if (!await opener.TryInsertAsync(intent, plan, meeting, cancellationToken)) return await FollowAsync(intent, meeting, cancellationToken);
        var status = SessionOpener.StatusOf(plan);
        await opener.ListAsync(intent, row, plan, meeting.MeetingId, cancellationToken);
        var record = new SessionRecord(
            new SessionFacts(
                plan.SessionId, plan.Professor.Id, meeting.MeetingId, plan.Topic, status, null, intent.CreatedAt, plan.StartTime, plan.Timezone,
                plan.Duration, null, meeting.JoinUrl, meeting.Password ?? plan.Passcode, plan.AllWarnings, plan.MeetingLimit),
            plan, plan.Rooms, new HostIdentity(meeting.HostId, plan.Professor.Email, plan.Professor.ZoomUserId, plan.Professor.Name),
            [], [], intent.BodyHash, intent.Attempt, default);
        var snapshot = record.ToSnapshot(time.GetUtcNow());
        await notifier.Created(snapshot);
        return new CreatedSession(RenderedSnapshot.Of(snapshot).Snapshot with { StartUrl = meeting.StartUrl }, IsReplay: false);
    }

    private async Task ForgetAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await work.RemoveAsync(row, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsRace())
        {
            // We were so slow that somebody else looks after it by now.
        }
    }

    // Somebody finished this creation while we were slow: theirs is the session, and a meeting of ours that is not its meeting goes.
    private async Task<Result<CreatedSession>> FollowAsync(Intent intent, ZoomMeeting ours, CancellationToken cancellationToken)
    {
        var theirs = await sessions.ReadAsync(intent.Plan.SessionId, cancellationToken);
        if (theirs?.Facts.MeetingId != ours.MeetingId)
        {
            await zoom.DeleteMeetingAsync(ours.MeetingId, cancellationToken);
            await directory.RemoveMeetingAsync(ours.MeetingId, cancellationToken);
        }

        return await ReplayAsync(intent.Plan.SessionId, intent.BodyHash, cancellationToken);
    }

    private async Task<Result<CreatedSession>> ReplayAsync(string sessionId, string fingerprint, CancellationToken cancellationToken)
    {
        if (await sessions.ReadAsync(sessionId, cancellationToken) is not { } record) return Problems.IdempotencyInProgress;
        if (record.BodyHash != fingerprint) return Problems.IdempotencyMismatch;
        if (record.Facts.Status == SessionStatus.Failed) return Problems.SessionFailed;
        var snapshot = RenderedSnapshot.Of(record.ToSnapshot(time.GetUtcNow())).Snapshot;
        if (record.IsOver || record.Facts.MeetingId is not { } meetingId) return new CreatedSession(snapshot, IsReplay: true);
        var meeting = await zoom.GetMeetingAsync(meetingId, cancellationToken);
        return new CreatedSession(snapshot with { StartUrl = meeting.TryGet(out var found, out _) ? found.StartUrl : null }, IsReplay: true);
    }
}
