using Functions.Presence;
using Functions.Zoom;
using Microsoft.Extensions.Options;

namespace Functions.Sessions.Participants;

/// <summary>What came of asking Zoom who is in a meeting.</summary>
/// <param name="Stays">Null when there is no list, for the reason given.</param>
/// <param name="At">When Zoom answered.</param>
public sealed record LiveLook(IReadOnlyList<LiveStay>? Stays, NoLiveList? Why, DateTimeOffset At);

/// <summary>
/// Asks Zoom who is in a meeting, so seldom that pages which ask again and again cannot use up the account's Heavy calls: an answer, a
/// failure too, is kept for 15 seconds a meeting, callers at once share one look, live lists get a third of a day's calls at most, and an
/// account without a dashboard is left alone for an hour. Kept in memory only, each process for itself, within its <c>Zoom__RateShare</c>.
/// </summary>
public sealed class LiveList(IZoomClient zoom, IOptions<ZoomOptions> options, TimeProvider time)
{
    /// <summary>How long an answer serves.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    /// <summary>How long a caller waits. The look goes on for the next one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long an account that has no live list is not asked for one again.</summary>
    public static readonly TimeSpan NoneFor = TimeSpan.FromHours(1);

    /// <summary>Of the 60,000 Heavy calls of a Business account's day.</summary>
    internal const int CallsPerDay = 20_000;

    private const int RowsPerCall = 300;
    private const int MostKept = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Look> looks = new(StringComparer.Ordinal);
    private readonly ZoomDay day = new(Math.Max(1, (int)(CallsPerDay * options.Value.RateShare)));
    private (NoLiveList Why, long Since)? none;

    public async Task<LiveLook> AskAsync(string meetingId, CancellationToken cancellationToken)
    {
        if (options.Value.Plan is not ZoomPlan.Business) return No(NoLiveList.Plan);
        Task<LiveLook> answer;
        lock (gate)
        {
            if (none is { } refused && time.GetElapsedTime(refused.Since) < NoneFor) return No(refused.Why);
            if (!looks.TryGetValue(meetingId, out var look) || IsOld(look))
            {
                if (looks.Count >= MostKept) RemoveOld();
                looks[meetingId] = look = new(Task.Run(() => LookAsync(meetingId), CancellationToken.None), time.GetTimestamp());
            }

            answer = look.Answer;
        }

        try
        {
            return await answer.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return No(NoLiveList.Timeout);
        }
    }

    private async Task<LiveLook> LookAsync(string meetingId)
    {
        if (!day.TryUse(time.GetUtcNow())) return No(NoLiveList.Busy);
        var read = await zoom.GetLiveParticipantsAsync(meetingId, CancellationToken.None);
        if (!read.TryGet(out var rows, out var error))
        {
            if (error.Kind is ZoomErrorKind.NotAvailable)
                lock (gate) none = (NoLiveList.Of(error), time.GetTimestamp());
            return No(NoLiveList.Of(error));
        }

        for (var more = rows.Count; more > RowsPerCall; more -= RowsPerCall) day.TryUse(time.GetUtcNow());
        return new([.. rows.Select(StayOf)], null, time.GetUtcNow());
    }

    private LiveLook No(NoLiveList why) => new(null, why, time.GetUtcNow());

    private bool IsOld(Look look) => look.Answer.IsCompleted && time.GetElapsedTime(look.Begun) >= Kept;

    private void RemoveOld()
    {
        foreach (var (meetingId, look) in looks.ToList())
            if (IsOld(look)) looks.Remove(meetingId);
    }

    private static LiveStay StayOf(ZoomLiveParticipant row) => new(
        new(row.ParticipantUuid, row.UserId, row.RegistrantId, row.ZoomUserId, row.Email, row.UserName, row.Role is "host" ? "host" : null),
        row.IsWaiting, row.BreakoutRoomId, row.JoinTime?.ToUnixTimeSeconds(), row.LeaveTime?.ToUnixTimeSeconds());

    private sealed record Look(Task<LiveLook> Answer, long Begun);
}
