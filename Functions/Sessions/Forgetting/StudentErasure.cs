using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Roster;
using Functions.Storage;
using Functions.Webhooks;
using Microsoft.Extensions.Logging;

namespace Functions.Sessions.Forgetting;

/// <summary>
/// Erases a student everywhere, as a job of small steps that whoever comes may go on with. The first round goes through everything; later
/// ones only through sessions that were not settled, and come until none is left.
/// </summary>
public sealed partial class StudentErasure(
    Tables tables, OpenWork work, RosterStore roster, SessionEraser eraser, DeadLetterStore letters, TimeProvider time, ILogger<StudentErasure> logger)
{
    /// <summary>What of the job is done at once, within a request.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>Creations that had read the roster before have written what they write by then.</summary>
    private static readonly TimeSpan SecondRound = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan LaterRounds = TimeSpan.FromHours(1);

    /// <summary>In a timer's run; other work waits meanwhile.</summary>
    private static readonly TimeSpan AtATime = TimeSpan.FromSeconds(30);

    private const int PageSize = 20;

    /// <summary>Begins, and does as much as a request has time for. False: there is no such student.</summary>
    public async Task<bool> BeginAsync(string studentId, CancellationToken cancellationToken)
    {
        if (await roster.FindAsync(RosterRole.Students, studentId, cancellationToken) is not { } entry) return false;
        await BeginAsync(token => ErasureJob.New(ErasedStudent.Of(entry, token, time.GetUtcNow()), studentId), cancellationToken);
        return true;
    }

    /// <summary>The same for a student who belongs to one session and is in no list.</summary>
    public Task BeginAsync(SessionRecord session, PlannedStudent student, CancellationToken cancellationToken)
    {
        var (entry, facts) = (new RosterEntry(student.StudentId, student.Name, student.Email, null), session.Facts);
        return BeginAsync(
            token => ErasureJob.OfSession(ErasedStudent.Of(entry, token, time.GetUtcNow()), facts.SessionId, facts.MeetingId),
            cancellationToken);
    }

    private async Task BeginAsync(Func<string, ErasureJob> newJob, CancellationToken cancellationToken)
    {
        var token = Keys.Digest(Guid.NewGuid().ToString("N"));
        var key = $"erase-{token}";
        var row = OpenWork.NewWork(key);
        var job = newJob(token);
        job.WriteTo(row);
        await work.AddAsync(row, key, WorkKind.Erase, time.GetUtcNow() + OpenWork.Lease, cancellationToken);

        // From here on the caller may go away; the roster's entry goes while they wait.
        using var deadline = new CancellationTokenSource(AtOnce, time);
        if (await StepAsync(job, row, key, time.GetUtcNow() + AtOnce, CancellationToken.None) is not { } next) return;
        try
        {
            await GoOnAsync(next, row, key, time.GetUtcNow() + AtOnce, deadline.Token);
        }
        catch (Exception exception) when (exception is RequestFailedException or OperationCanceledException or AggregateException)
        {
            Log.Interrupted(logger, key, exception.GetType().Name);
        }
    }

    /// <summary>Goes on with an erasure that has been put off under its ETag.</summary>
    internal Task RunAsync(TableEntity row, string key, CancellationToken cancellationToken) =>
        GoOnAsync(ErasureJob.Read(row), row, key, time.GetUtcNow() + AtATime, cancellationToken);

    private async Task GoOnAsync(ErasureJob? job, TableEntity row, string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (job is not null) job = await StepAsync(job, row, key, until, cancellationToken);
    }

    // One step and its note. Null: that is all for now.
    private async Task<ErasureJob?> StepAsync(ErasureJob job, TableEntity row, string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var round = job.Round;
        job = await DoAsync(job, cancellationToken);
        if (job.Stage == ErasureStage.Finished)
        {
            await work.RemoveAsync(row, cancellationToken);
            Log.Finished(logger, key, job.Round);
            return null;
        }

        job.WriteTo(row);
        var now = time.GetUtcNow();
        var isForNow = job.Round == round && now < until;
        var due = job.Round == round ? (isForNow ? now + OpenWork.Lease : now) : round == 1 ? job.Student.At + SecondRound : now + LaterRounds;
        await work.ReplaceAsync(row, row, key, WorkKind.Erase, due, cancellationToken);
        return isForNow ? job : null;
    }

    private async Task<ErasureJob> DoAsync(ErasureJob job, CancellationToken cancellationToken)
    {
        switch (job.Stage)
        {
            case ErasureStage.Roster:
                await roster.RemoveAsync(RosterRole.Students, job.RosterId!, cancellationToken);
                return job with { RosterId = null, Stage = ErasureStage.Open };
            case ErasureStage.Open:
                var open = await PageAsync(
                    job.Cursor, TableClient.CreateQueryFilter($"PartitionKey ge {IndexRows.OpenPrefix} and PartitionKey lt {IndexRows.After(IndexRows.OpenPrefix)} and RowKey ge {IndexRows.WorkPrefix}"), cancellationToken);
                var sessions = open.Values.Where(r => OpenWork.KindOf(r) is not (WorkKind.Erase or WorkKind.FillLists)).Select(r => r.RowKey[IndexRows.WorkPrefix.Length..]);
                return await VisitAsync(job, sessions, open.ContinuationToken, job.Round == 1 ? ErasureStage.All : ErasureStage.Pending, cancellationToken);
            case ErasureStage.All:
                var all = await PageAsync(
                    job.Cursor, TableClient.CreateQueryFilter($"PartitionKey ge {IndexRows.ProfessorPrefix} and PartitionKey lt {IndexRows.After(IndexRows.ProfessorPrefix)}"), cancellationToken);
                return await VisitAsync(job, all.Values.Select(r => r.GetString("session_id")), all.ContinuationToken, ErasureStage.DeadLetters, cancellationToken);
            case ErasureStage.Pending:
                var pending = job.Pending.Where(s => string.CompareOrdinal(s, job.Cursor) > 0).Take(PageSize).ToList();
                return await VisitAsync(job, pending, pending.Count == PageSize ? pending[^1] : null, ErasureStage.DeadLetters, cancellationToken);
            default:
                var next = await letters.DeletePageAsync(job.Names, job.Cursor, cancellationToken);
                if (next is not null) return job with { Cursor = next };
                if (job.Round > 1 && job.Pending.Count == 0) return job with { Stage = ErasureStage.Finished };
                var first = job.SessionId is null ? ErasureStage.Open : ErasureStage.Pending;
                return job with { Stage = first, Cursor = null, Round = job.Round + 1 };
        }
    }

    private async Task<ErasureJob> VisitAsync(ErasureJob job, IEnumerable<string> sessions, string? cursor, ErasureStage nextStage, CancellationToken cancellationToken)
    {
        var pending = new SortedSet<string>(job.Pending, StringComparer.Ordinal);
        foreach (var session in sessions)
        {
            var erased = await eraser.EraseAsync(session, job.Student, job.Round == 1, pending.Contains(session), cancellationToken);
            // Noted first; then the same sessions are gone through again.
            if (erased.Names is { } names) return job with { Student = job.Student.Named(session, names), Pending = [.. pending] };
            if (erased.IsSettled) pending.Remove(session);
            else pending.Add(session);
        }

        return job with { Pending = [.. pending], Cursor = cursor, Stage = cursor is null ? nextStage : job.Stage };
    }

    private async Task<Azure.Page<TableEntity>> PageAsync(string? cursor, string filter, CancellationToken cancellationToken)
    {
        await foreach (var page in tables.SessionIndex.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken).AsPages(cursor)) return page;
        return Azure.Page<TableEntity>.FromValues([], null, null!);
    }

    private static partial class Log
    {
        [LoggerMessage(550, LogLevel.Information, "{Erasure} is finished after {Rounds} rounds.")]
        public static partial void Finished(ILogger logger, string erasure, int rounds);

        [LoggerMessage(551, LogLevel.Warning, "{Erasure} was interrupted and goes on within minutes: {Exception}.")]
        public static partial void Interrupted(ILogger logger, string erasure, string exception);
    }
}
