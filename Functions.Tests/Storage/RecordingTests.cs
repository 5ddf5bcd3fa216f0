using System.Text;
using Azure.Data.Tables;
using Functions.Presence;
using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Webhooks;

namespace Functions.Tests.Storage;

/// <summary>Sessions and their events are kept alike on the emulator and in memory.</summary>
public sealed class RecordingTests(Classroom classroom)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string id = Guid.NewGuid().ToString();

    public static TheoryData<Service> Both => TableServices.Both;

    private async Task<Tables> TablesOf(Service service)
    {
        var tables = new Tables(TableServices.Of(classroom, service));
        foreach (var table in tables.All) await table.CreateIfNotExistsAsync();
        return tables;
    }

    private static EventRecorder Recorder(Tables tables) =>
        new(tables, new Turns(), new SessionWaker(tables, new OpenWork(tables, tables), TimeProvider.System), TimeProvider.System);

    private static WebhookMessage.Happened Event(string body) => (WebhookMessage.Happened)WebhookParser.Parse(Encoding.UTF8.GetBytes(body));

    [Theory, MemberData(nameof(Both))]
    public async Task An_event_is_recorded_once_however_often_and_at_once_it_comes(Service service)
    {
        var tables = await TablesOf(service);
        var recorder = Recorder(tables);
        var joins = Enumerable.Range(0, 12).Select(i => Event(SignedEvent.Joined("1", "u", "Alice", Noon.AddSeconds(i), $"user-{i}"))).ToList();
        var outcomes = await Task.WhenAll(joins.Concat(joins).Select(e => Task.Run(() => recorder.RecordAsync(id, e, default))));
        Assert.Equal(12, outcomes.Count(o => o == Recorded.Duplicate));
        var log = await new SessionStore(tables).ReadLogAsync(id, default);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => Noon.AddSeconds(11 - i).ToUnixTimeSeconds()), log.Events.Select(e => e.Event.OccurredAt));
        Assert.Equal(Recorded.Changed, await recorder.RecordAsync(id, Event(SignedEvent.Started("1", "u", Noon)), default));
        Assert.Equal(Recorded.Duplicate, await recorder.RecordAsync(id, Event(SignedEvent.Started("1", "u", Noon)), default));
        var rows = await tables.Sessions.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}")).Select(r => r.RowKey).ToListAsync();
        Assert.Equal((15, 1, 1), (rows.Count, rows.Count(r => r.StartsWith("person-", StringComparison.Ordinal)), rows.Count(r => r.StartsWith("run-", StringComparison.Ordinal))));
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_session_is_inserted_once_read_whole_and_completed_once(Service service)
    {
        var tables = await TablesOf(service);
        var store = new SessionStore(tables);
        var (plan, meeting) = (PlantedSession.PlanOf(id, Noon), PlantedSession.MeetingOf("93012345678"));
        Assert.True(await store.TryInsertAsync(plan, meeting, SessionStatus.Active, new Intent(plan, "one", "hash", Noon), default));
        Assert.True(await store.TryInsertAsync(plan, meeting, SessionStatus.Active, new Intent(plan, "one", "hash", Noon), default));
        Assert.False(await store.TryInsertAsync(plan, meeting, SessionStatus.Failed, new Intent(plan, "two", "hash", Noon), default));
        var recorder = Recorder(tables);
        await recorder.RecordAsync(id, Event(SignedEvent.Started("1", "u", Noon)), default);
        await recorder.RecordAsync(id, Event(SignedEvent.JoinedRoom("1", "u", "Alice Anderson", "room/==", Noon.AddMinutes(1))), default);

        var record = (await store.ReadAsync(id, default))!;
        Assert.Equal((1, 1, 5), (record.People.Count, record.Runs.Count, record.Rooms.Count));
        Assert.True(await store.TryMarkEndingAsync(record, EndReason.EndedByUser, default));
        Assert.False(await store.TryMarkEndingAsync(record, EndReason.EndedByUser, default));
        var marked = (await store.ReadAsync(id, default))!;
        Assert.True(await store.TryCompleteAsync(marked, marked.ToSnapshot(Noon.AddHours(1)), Noon.AddHours(1), "ended_by_user", default));
        Assert.False(await store.TryCompleteAsync(marked, marked.ToSnapshot(Noon.AddHours(1)), Noon.AddHours(1), "ended_by_user", default));
        var over = (await store.ReadAsync(id, default))!;
        Assert.Equal((SessionStatus.Completed, "ended_by_user", Noon.AddHours(1)), (over.Facts.Status, over.Facts.EndReason, over.Facts.EndTime));
    }
}
