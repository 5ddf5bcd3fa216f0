using System.Text;
using Azure.Data.Tables;
using Functions.Http;
using Functions.Presence;
using Functions.Roster;
using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Fixtures.InMemoryTables;
using Functions.Webhooks;
using Functions.Zoom;
using ZoomSimulator;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Crashes;

/// <summary>Storage, a clock and a professor of their own for one point, and instances of the app that share them.</summary>
internal sealed class World : IDisposable
{
    public const string Professor = "1";
    public const string Key = "k";

    private static readonly TimeSpan PastTheLease = OpenWork.Lease + TimeSpan.FromSeconds(1);
    private static int professors;

    private readonly string email = $"crash.{Interlocked.Increment(ref professors)}@example.edu";
    private readonly List<Instance> instances = [];

    private World(SimulatorHost zoom) => (Zoom, Storage) = (zoom, new InMemoryTableService(Clock));

    public SimulatorHost Zoom { get; }

    public InMemoryTableService Storage { get; }

    public CrashClock Clock { get; } = new();

    /// <summary>Whom nothing happens to.</summary>
    public Instance Healthy { get; private set; } = null!;

    public string SessionId { get; } = SessionIdentity.Of(Caller.Operator.Key, Professor, Key);

    /// <summary>What Zoom has of this professor.</summary>
    public IReadOnlyList<Meeting> Meetings => [.. Zoom.Engine.Meetings.All.Where(m => m.HostEmail == email)];

    public CreateSessionRequest Request { get; } = new()
    {
        ProfessorId = Professor,
        Students = [new() { Name = "Alice", Email = Classroom.Student(1).Email }, new() { Name = "Somebody Else", Email = "somebody.else@example.edu" }],
        Topic = "Recursion",
        Duration = 600,
    };

    public static async Task<World> NewAsync(SimulatorHost zoom)
    {
        var world = new World(zoom);
        world.Healthy = world.Start();
        await Task.WhenAll(world.Healthy.Tables.All.Select(t => t.CreateIfNotExistsAsync()));
        var roster = world.Healthy.Get<RosterStore>();
        await roster.PutAsync(RosterRole.Professors, new(Professor, "Dr. Sarah Johnson", world.email, world.email), CancellationToken.None);
        for (var i = 1; i <= 3; i++) await roster.PutAsync(RosterRole.Students, Classroom.Student(i), CancellationToken.None);
        return world;
    }

    public Instance Start(CrashPlan? plan = null)
    {
        var instance = new Instance(this, plan ?? new CrashPlan());
        instances.Add(instance);
        return instance;
    }

    public Task<Result<CreatedSession>> CreateAsync(Instance instance, DateTimeOffset? start = null) =>
        instance.Get<SessionCreator>().CreateAsync(Caller.Operator, Request with { StartTime = start }, Key, CancellationToken.None);

    public async Task<SessionRecord> RecordAsync() => await Healthy.ReadAsync(SessionId) ?? throw new InvalidOperationException("There is no session.");

    /// <summary>Zoom's host starts the meeting, and the app hears of it.</summary>
    public async Task RunMeetingAsync()
    {
        var meeting = Meetings.Single();
        if (meeting.Live is not null) return;
        Zoom.Engine.Lifecycle.Start(meeting.Id);
        var now = Clock.GetUtcNow();
        await HearAsync(Healthy, SignedEvent.Started(meeting.NumberText, meeting.Uuid, now));
        await HearAsync(Healthy, SignedEvent.Joined(meeting.NumberText, meeting.Uuid, "Alice Anderson", now));
    }

    /// <summary>Zoom's host ends the meeting, and the app hears of it.</summary>
    public async Task EndMeetingAsync()
    {
        var meeting = Meetings.Single();
        Zoom.Engine.Lifecycle.End(meeting.Id);
        await HearAsync(Healthy, SignedEvent.Ended(meeting.NumberText, meeting.Uuid, Clock.GetUtcNow()));
    }

    /// <summary>An event comes to an instance.</summary>
    /// <returns>Whether Zoom is told that it arrived.</returns>
    public static async Task<bool> HearAsync(Instance instance, string body)
    {
        var (intake, read) = (instance.Get<EventIntake>(), WebhookParser.Parse(Encoding.UTF8.GetBytes(body)));
        var taken = read is WebhookMessage.MeetingEdited edited
            ? await intake.TakeAsync(edited, CancellationToken.None)
            : await intake.TakeAsync((WebhookMessage.Reported)read, CancellationToken.None);
        return taken.Outcome != IntakeOutcome.TooEarly;
    }

    /// <summary>Everybody takes a crashed or slow instance for dead.</summary>
    public void PassTheLease() => Clock.Jump(PastTheLease);

    public async Task<IReadOnlyList<TableEntity>> IndexAsync()
    {
        List<TableEntity> rows = [];
        await foreach (var row in Healthy.Tables.SessionIndex.QueryAsync<TableEntity>()) rows.Add(row);
        return rows;
    }

    public async Task<IReadOnlyList<TableEntity>> RoomsAsync()
    {
        List<TableEntity> rows = [];
        await foreach (var row in Healthy.Tables.Sessions.QueryAsync<TableEntity>(r => r.PartitionKey == SessionId))
            if (row.RowKey.StartsWith(SessionRows.RoomPrefix, StringComparison.Ordinal)) rows.Add(row);
        return rows;
    }

    /// <summary>Kinds of the lines in the log that no webhook wrote.</summary>
    public async Task<IReadOnlyList<string>> NotesAsync()
    {
        List<string> kinds = [];
        await foreach (var row in Healthy.Tables.Sessions.QueryAsync<TableEntity>(r => r.PartitionKey == SessionId))
            if (row.GetString("source") == TimelineNote.BySystem) kinds.Add(row.GetString("kind"));
        return kinds;
    }

    public void Dispose()
    {
        foreach (var instance in instances) instance.Dispose();
        foreach (var meeting in Meetings) Zoom.Engine.Meetings.Remove(meeting);
    }
}
