using System.Text.Json;
using Functions.Http;
using Functions.Presence;
using Functions.Sessions;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Crashes;

/// <summary>Something that takes several calls, and may be hit at any of them.</summary>
/// <param name="Prepare">What was before.</param>
/// <param name="Act">Does it on an instance; true when the caller is told that it is done.</param>
/// <param name="Judge">Holds the invariants and names the outcome, see <see cref="Invariants"/>.</param>
/// <param name="First">A fault that comes before the one that is tried.</param>
/// <param name="Meanwhile">What others do while it stands still; then only slowness is tried.</param>
internal sealed record Operation(
    string Name, Func<World, Task> Prepare, Func<World, Instance, Task<bool>> Act, Func<World, bool, Task<string>> Judge, (CrashFault Fault, string Call)? First = null,
    Func<World, Task>? Meanwhile = null)
{
    private static readonly UpdateSessionRequest Change = new() { Topic = "Loops", StudentIds = ["2", "3"] };
    private static readonly UpdateSessionRequest OtherChange = new() { Topic = "Graphs", StudentIds = ["3"] };

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("create", Nothing, CreateAsync, Invariants.CreatedAsync),
        new("create, Zoom's answer lost", Nothing, CreateAsync, Invariants.CreatedAsync, (CrashFault.LostAfter, CrashZoom.Create)),
        new("update", Scheduled, UpdateAsync, Invariants.UpdatedAsync),
        new("end, waiting", Active, EndAsync, Invariants.EndedAsync),
        new("end, running", Running, EndAsync, Invariants.EndedAsync),
        new("update, half created", HalfCreated, UpdateAsync, Invariants.UpdatedAsync),
        new("end, half created", HalfCreated, EndAsync, Invariants.EndedAsync),
        new("recovery of a create with a meeting", w => Crashed(w, Nothing, CreateAsync, CrashFault.DiedAfter, CrashZoom.Create), ReconcileAsync, Invariants.CreatedAsync),
        new("recovery of a create without", w => Crashed(w, Nothing, CreateAsync, CrashFault.DiedBefore, CrashZoom.Create), ReconcileAsync, Invariants.CreatedAsync),
        new("recovery of an update", w => Crashed(w, Scheduled, UpdateAsync, CrashFault.DiedAfter, CrashZoom.Update), ReconcileAsync, Invariants.UpdatedAsync),
        new("recovery of an end", w => Crashed(w, Active, EndAsync, CrashFault.DiedBefore, CrashZoom.Delete), ReconcileAsync, Invariants.EndedAsync),
        new("end, tried before", Tried, EndAsync, Invariants.EndedAsync),
        new("start after completion", Completed, StartAgainAsync, Aftermath.StartedAgainAsync),
        new("reopening", StartedAgain, ReconcileAsync, (w, _) => Aftermath.ReopenedAsync(w)),
        new("deletion at Zoom, first look", DeletedAtZoom, ReconcileAsync, (w, _) => Aftermath.DeletedAsync(w)),
        new("deletion at Zoom, second look", LookedForAfterDeletion, ReconcileAsync, (w, _) => Aftermath.DeletedAsync(w)),
        new("change at Zoom", ChangedAtZoom, ReconcileAsync, (w, _) => Aftermath.TakenOverAsync(w)),
        new("recovery of an update, started meanwhile", w => Crashed(w, Scheduled, UpdateAsync, CrashFault.DiedAfter, CrashZoom.Update), ReconcileAsync, Invariants.UpdatedAsync, Meanwhile: w => w.RunMeetingAsync()),
        new("create, ended meanwhile", Nothing, CreateAsync, Invariants.CreatedOrEndedAsync, Meanwhile: w => EndAsync(w, w.Healthy)),
        new("update, ended meanwhile", Scheduled, UpdateAsync, Invariants.UpdatedOrEndedAsync, Meanwhile: w => EndAsync(w, w.Healthy)),
        new("update, another meanwhile", Scheduled, UpdateAsync, Invariants.UpdatedAsync, Meanwhile: w => UpdateAsync(w, w.Healthy, OtherChange)),
        new("end, updated meanwhile", Scheduled, EndAsync, Invariants.EndedAsync, Meanwhile: w => UpdateAsync(w, w.Healthy)),
    ];

    private static Task Nothing(World world) => Task.CompletedTask;

    private static async Task Active(World world) => Assert.True((await world.CreateAsync(world.Healthy)).TryGet(out _, out _));

    private static async Task Scheduled(World world) =>
        Assert.True((await world.CreateAsync(world.Healthy, world.Clock.GetUtcNow() + TimeSpan.FromHours(5))).TryGet(out _, out _));

    private static async Task Running(World world)
    {
        await Active(world);
        await world.RunMeetingAsync();
    }

    private static async Task Tried(World world)
    {
        await Scheduled(world);
        await world.RunMeetingAsync();
        await world.EndMeetingAsync();
    }

    private static async Task Completed(World world)
    {
        await Running(world);
        world.Clock.Jump(TimeSpan.FromMinutes(30));
        await world.EndMeetingAsync();
        world.Clock.Jump(TimeSpan.FromMinutes(world.Request.Duration!.Value));
        await world.Healthy.ReconcileAsync();
        Assert.Equal(EndReason.EndedInZoom, (await world.RecordAsync()).Facts.EndReason);
    }

    private static async Task StartedAgain(World world)
    {
        await Completed(world);
        await world.RunMeetingAsync();
        world.Clock.Jump(TimeSpan.FromMinutes(1));
    }

    private static async Task<bool> StartAgainAsync(World world, Instance instance)
    {
        var meeting = world.Meetings.Single();
        world.Zoom.Engine.Lifecycle.Start(meeting.Id);
        return await World.HearAsync(instance, SignedEvent.Started(meeting.NumberText, meeting.Uuid, world.Clock.GetUtcNow()));
    }

    private static async Task DeletedAtZoom(World world)
    {
        await Scheduled(world);
        var meeting = world.Meetings.Single();
        world.Zoom.Engine.Meetings.Remove(meeting);
        await World.HearAsync(world.Healthy, Edited("meeting.deleted", meeting.NumberText));
    }

    private static async Task LookedForAfterDeletion(World world)
    {
        await DeletedAtZoom(world);
        await world.Healthy.ReconcileAsync();
        world.Clock.Jump(TimeSpan.FromMinutes(6));
    }

    private static async Task ChangedAtZoom(World world)
    {
        await Scheduled(world);
        var meeting = world.Meetings.Single();
        (meeting.Topic, meeting.Duration) = ("Graphs", 45);
        await World.HearAsync(world.Healthy, Edited("meeting.updated", meeting.NumberText));
    }

    private static string Edited(string name, string meetingId) =>
        JsonSerializer.Serialize(new { @event = name, payload = new { @object = new { id = meetingId } } });

    private static async Task Crashed(World world, Func<World, Task> prepare, Func<World, Instance, Task<bool>> act, CrashFault fault, string call)
    {
        await prepare(world);
        var plan = new CrashPlan(first: (fault, call));
        await Trial.ToldAsync(() => act(world, world.Start(plan)));
        Assert.Contains(plan.Calls, c => c.Name == call);
        world.PassTheLease();
    }

    // The session is there, the lists are not, and nobody has taken its creator for dead yet.
    private static async Task HalfCreated(World world)
    {
        await Trial.ToldAsync(async () => IsDone(await world.CreateAsync(world.Start(new CrashPlan(first: (CrashFault.DiedBefore, "PATCH SessionIndex"))), world.Clock.GetUtcNow() + TimeSpan.FromHours(5))));
        Assert.Equal(SessionStatus.Scheduled, (await world.RecordAsync()).Facts.Status);
    }

    private static async Task<bool> CreateAsync(World world, Instance instance) => IsDone(await world.CreateAsync(instance));

    private static Task<bool> UpdateAsync(World world, Instance instance) => UpdateAsync(world, instance, Change);

    private static async Task<bool> UpdateAsync(World world, Instance instance, UpdateSessionRequest change)
    {
        var found = await instance.Get<SessionReader>().FindAsync(Caller.Operator, world.SessionId, CancellationToken.None);
        return found.TryGet(out var record, out _) && IsDone(await instance.Get<SessionUpdater>().UpdateAsync(record, change, CancellationToken.None));
    }

    private static async Task<bool> EndAsync(World world, Instance instance)
    {
        var found = await instance.Get<SessionReader>().FindAsync(Caller.Operator, world.SessionId, CancellationToken.None);
        return found.TryGet(out var record, out _) && IsDone(await instance.Get<SessionEnder>().EndAsync(record, CancellationToken.None));
    }

    private static async Task<bool> ReconcileAsync(World world, Instance instance)
    {
        await instance.ReconcileAsync();
        return false;
    }

    private static bool IsDone<T>(Result<T> result)
        where T : notnull => result.TryGet(out _, out _);
}
