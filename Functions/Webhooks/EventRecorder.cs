using Azure;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>What recording an event did.</summary>
public enum Recorded
{
    Duplicate,

    /// <summary>Kept, but nothing that anybody could see changed.</summary>
    Unchanged,
    Changed,
}

/// <summary>
/// Records an event once: the event and the person (or the run) it changes are written in one transaction. The event's row key says
/// what the event says, so a duplicate collides with itself, in whatever process it arrives.
/// </summary>
public sealed class EventRecorder([FromKeyedServices(Tables.ForWebhooks)] Tables tables, Turns turns, SessionWaker waker, TimeProvider time)
{
    private const int MostAttempts = 30;

    public Task<Recorded> RecordAsync(string sessionId, Reported reported, CancellationToken cancellationToken) => reported switch
    {
        Happened happened => RecordAsync(sessionId, happened, cancellationToken),
        RecordingCompleted { Recording: var recording } => NoteAsync(
            RecordingColumns.Write(sessionId, reported.Name, recording, reported.Digest, time.GetUtcNow()), cancellationToken),
        _ => throw new ArgumentException($"{reported.Name} is not recorded.", nameof(reported)),
    };

    private async Task<Recorded> RecordAsync(string sessionId, Happened happened, CancellationToken cancellationToken)
    {
        var log = EventColumns.Write(sessionId, happened.Name, happened.Event, happened.PersonId, happened.Digest, time.GetUtcNow());
        var changed = RowOf(happened);
        using var turn = await turns.TakeAsync(sessionId, changed, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var (change, visible) = await ChangeOf(sessionId, changed, happened, cancellationToken);
            try
            {
                if (change is null) await tables.Sessions.AddEntityAsync(log, cancellationToken);
                else await tables.Sessions.SubmitTransactionAsync([new(TableTransactionActionType.Add, log), change], cancellationToken);
                return visible ? Recorded.Changed : Recorded.Unchanged;
            }
            catch (RequestFailedException exception) when (exception.IsConflict() && (change is null || exception.FailedAction() == 0))
            {
                return Recorded.Duplicate;
            }
            catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
            {
                // Where the service does not say which of the two rows was refused, the log is asked.
                if (exception.FailedAction() is null && await Read(sessionId, log.RowKey, cancellationToken) is not null) return Recorded.Duplicate;

                // Another process was faster with an event of the same person. Those who raced must not race again in step.
                await Task.Delay(Random.Shared.Next(5 * attempt), cancellationToken);
            }
        }
    }

    // A line in the log that changes nothing else.
    private async Task<Recorded> NoteAsync(TableEntity log, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Sessions.AddEntityAsync(log, cancellationToken);
            return Recorded.Changed;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return Recorded.Duplicate;
        }
    }

    private static string RowOf(Happened happened) =>
        happened.PersonId is { } person ? SessionRows.Person(person) : SessionRows.Run(happened.Event.MeetingUuid);

    private Task<(TableTransactionAction? Action, bool Visible)> ChangeOf(string sessionId, string changed, Happened happened, CancellationToken cancellationToken) =>
        happened.PersonId is { } person ? PersonChange(sessionId, changed, person, happened.Event, cancellationToken) : RunChange(sessionId, changed, happened.Event, cancellationToken);

    private async Task<(TableTransactionAction?, bool)> PersonChange(string sessionId, string changed, string person, MeetingEvent e, CancellationToken cancellationToken)
    {
        var row = await Read(sessionId, changed, cancellationToken);
        if (row is null) return (new(TableTransactionActionType.Add, PersonColumns.Write(sessionId, new(person, e.MeetingUuid, PersonState.From(e)))), true);
        var before = PersonColumns.Read(row);
        var after = before with { State = PersonState.Merge(before.State, PersonState.From(e)) };
        if (after.State == before.State) return (null, false);
        PersonColumns.Update(row, after);
        return (new(TableTransactionActionType.UpdateReplace, row, row.ETag), IsVisible(before, after));
    }

    private async Task<(TableTransactionAction?, bool)> RunChange(string sessionId, string changed, MeetingEvent e, CancellationToken cancellationToken)
    {
        var row = await Read(sessionId, changed, cancellationToken);
        if (row is null)
        {
            // Before the event is recorded, or a crash in between would leave the run without anybody to look after it.
            await waker.BeforeRunAsync(sessionId, cancellationToken);
            return (new(TableTransactionActionType.Add, RunColumns.Write(sessionId, Run.From(e))), true);
        }

        var before = RunColumns.Read(row);
        var after = Run.Merge(before, Run.From(e));
        if (after == before) return (null, false);
        RunColumns.Update(row, after);
        return (new(TableTransactionActionType.UpdateReplace, row, row.ETag), true);
    }

    // What is kept under a connection tells of somebody whose other row is not read here.
    private bool IsVisible(Person before, Person after)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return after.State.Connection is not null
            || Whereabouts.Of(before, null, now) != Whereabouts.Of(after, null, now) || Identity(before.State) != Identity(after.State);

        static (string?, string?, string?, string?, string?, string?) Identity(PersonState s) => (
            s.Name?.Value, s.EarliestName?.Value, s.Role?.Value, s.Email?.Value, s.ZoomUserId?.Value, s.RegistrantId?.Value);
    }

    private Task<TableEntity?> Read(string sessionId, string rowKey, CancellationToken cancellationToken) => tables.Sessions.FindAsync(sessionId, rowKey, cancellationToken);
}
