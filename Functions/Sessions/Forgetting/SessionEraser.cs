using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Roster;
using Functions.Storage;

namespace Functions.Sessions.Forgetting;

/// <summary>What a look at one session came to.</summary>
/// <param name="IsSettled">The student is not in this session and will not be; else it is looked at again later.</param>
/// <param name="Names">
/// Nothing was done: the session was planned with these names, which have to be noted before they are erased, or whoever comes under one
/// later would not be recognised.
/// </param>
public readonly record struct ErasedFrom(bool IsSettled, IReadOnlyList<string>? Names = null)
{
    public static readonly ErasedFrom Settled = new(true);
    public static readonly ErasedFrom Later = new(false);

    public static ErasedFrom As(params IReadOnlyList<string> names) => new(false, names);
}

/// <summary>
/// Erases a student from one session and, while it is being created, from its intent. The order makes every step repeatable: totals,
/// then the lines of the log, and last, in one transaction, what those lines are recognised by.
/// </summary>
public sealed class SessionEraser(Tables tables, SessionStore sessions, OpenWork work, RosterStore roster, SessionRepair repair, TimeProvider time)
{
    /// <summary>Zoom sends events again for 85 minutes: so long after its end a session may still learn of somebody.</summary>
    private static readonly TimeSpan Unsettled = TimeSpan.FromHours(2);

    /// <summary>A creation that had read the roster before the student's entry went has written its intent by then.</summary>
    private static readonly TimeSpan InFlight = TimeSpan.FromMinutes(1);

    private const int MostAttempts = 10;

    /// <param name="isPending">Whether an earlier look has found the student here.</param>
    public async Task<ErasedFrom> EraseAsync(
        string sessionId, ErasedStudent who, bool isFirstRound, bool isPending, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await IntentAsync(sessionId, who, cancellationToken) is { IsSettled: false } waiting) return waiting;
                return await SessionAsync(sessionId, who, isFirstRound, isPending, cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
            {
                // Somebody changed one of the rows a moment ago: look again.
            }
        }
    }

    // False: a creator is at work, with the plan in hand. It is waited for.
    private async Task<ErasedFrom> IntentAsync(string sessionId, ErasedStudent who, CancellationToken cancellationToken)
    {
        var row = await work.FindAsync(sessionId, cancellationToken);
        if (row is null || IntentColumns.Read(row) is not { } intent) return ErasedFrom.Settled;
        if (intent.CreatedAt > who.At + InFlight) return ErasedFrom.Settled;
        var planned = intent.Plan.Rooms.SelectMany(r => r.Students);
        if (planned.FirstOrDefault(s => who.HasId(s.StudentId) || who.HasAccount(s.Email)) is not { } student) return ErasedFrom.Settled;
        if (time.GetUtcNow() < intent.CreatedAt + OpenWork.Lease) return ErasedFrom.Later;
        if (student.RosterName is not null && who.GivenIn(sessionId) is null) return ErasedFrom.As(student.Name);
        BinaryColumns.Write(row, IntentColumns.Plan, Pseudonyms.Erase(intent.Plan, student, who.Pseudonym).Zip());
        await tables.SessionIndex.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
        return ErasedFrom.Settled;
    }

    private async Task<ErasedFrom> SessionAsync(
        string sessionId, ErasedStudent who, bool isFirstRound, bool isPending, CancellationToken cancellationToken)
    {
        while (await SessionErasure.ReadAsync(sessions, sessionId, who, cancellationToken) is { } erasure)
        {
            var facts = erasure.Record.Facts;
            if (await IsAnotherAsync(erasure, who, isFirstRound, cancellationToken)) return ErasedFrom.Settled;
            if (erasure.GivenNames is { Count: > 0 } names && who.GivenIn(sessionId) is null) return ErasedFrom.As([.. names]);
            if (erasure.NeedsTotals && erasure.WithTotals(await sessions.ReadLogAsync(sessionId, cancellationToken), time.GetUtcNow()) is { } session)
            {
                await tables.Sessions.UpdateEntityAsync(session, session.ETag, TableUpdateMode.Replace, cancellationToken);
                continue;
            }

            var lines = await RowDeletion.DeleteAsync(
                tables.Sessions, TableClient.CreateQueryFilter($"PartitionKey eq {sessionId} and RowKey ge {SessionRows.LogPrefix} and RowKey lt {SessionRows.StatusFrom}"),
                SessionErasure.LogColumns, erasure.IsStudentsLine, cancellationToken);
            foreach (var person in erasure.TooMany) await tables.Sessions.DeleteEntityAsync(sessionId, person, ETag.All, cancellationToken);
            foreach (var id in erasure.NewToRoster) await roster.RemoveAsync(RosterRole.Students, id, cancellationToken);
            if (erasure.Changes(time.GetUtcNow()) is { Count: > 0 } changes) await tables.Sessions.SubmitTransactionAsync(changes, cancellationToken);
            if (!isPending && !erasure.IsAbout && lines == 0) return ErasedFrom.Settled;
            if (!erasure.Record.IsRunning && !erasure.Record.IsOver) await TellZoomAsync(sessionId, cancellationToken);
            var isOver = erasure.Record.IsOver && facts.EndTime < time.GetUtcNow() - Unsettled;
            return new(isOver && await work.FindAsync(sessionId, cancellationToken) is null);
        }

        return new(!isPending || await work.FindAsync(sessionId, cancellationToken) is null);
    }

    // Until the meeting begins Zoom has the student's e-mail in a room of their name. What it does not take now it gets at the next look.
    private async Task TellZoomAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (await sessions.ReadAsync(sessionId, cancellationToken) is not { Facts.MeetingId: not null } record) return;
        if (record.Pending is null) await repair.SendRoomsAsync(record, cancellationToken);
    }

    // The same id, or name, enrolled anew is somebody who is not to be erased.
    private async Task<bool> IsAnotherAsync(SessionErasure erasure, ErasedStudent who, bool isFirstRound, CancellationToken cancellationToken)
    {
        var createdAt = erasure.Record.Facts.CreatedAt;
        if (createdAt > who.At + InFlight) return true;
        if (isFirstRound && createdAt <= who.At) return false;
        if ((erasure.Planned ?? erasure.PlannedNext) is not { } planned || (createdAt <= who.At && erasure.NewToRoster.Contains(planned.StudentId, StringComparer.Ordinal))) return false;
        return await roster.FindAsync(RosterRole.Students, planned.StudentId, cancellationToken) is not null;
    }
}
