using Functions.Presence;
using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Crashes;

/// <summary>What must hold when everything has been recovered, and which of the permitted outcomes it is.</summary>
internal static class Invariants
{
    /// <summary>One meeting and one complete session, or neither.</summary>
    public static async Task<string> CreatedAsync(World world, bool told)
    {
        await NothingIsLeftAsync(world);
        var record = await world.Healthy.ReadAsync(world.SessionId);
        var outcome = record switch { null => "nothing", { Facts.Status: SessionStatus.Failed } => "failed", _ => "finished" };
        if (record is not null) await IsCompleteAsync(world, record);
        if (outcome == "finished") IsAsPlanned(record!, Assert.Single(world.Meetings));
        else Assert.Empty(world.Meetings);
        Assert.False(told && outcome != "finished", "The caller was told that it is created.");
        await AgainAsync(world, outcome);
        return outcome;
    }

    public static async Task<string> CreatedOrEndedAsync(World world, bool told) =>
        await world.Healthy.ReadAsync(world.SessionId) is { Facts.Status: SessionStatus.Completed } ? await EndedAsync(world, told) : await CreatedAsync(world, told);

    public static async Task<string> UpdatedOrEndedAsync(World world, bool told) =>
        (await world.RecordAsync()).IsOver ? await EndedAsync(world, told) : await UpdatedAsync(world, told);

    /// <summary>The plan here and at Zoom are the same, the old or the new one, or what somebody else made of it.</summary>
    public static async Task<string> UpdatedAsync(World world, bool told)
    {
        await NothingIsLeftAsync(world);
        var record = await world.RecordAsync();
        Assert.Null(record.Pending);
        await IsCompleteAsync(world, record);
        IsAsPlanned(record, Assert.Single(world.Meetings));
        var isNew = record.Facts.Topic == "Loops";
        if (record.Facts.Topic == "Graphs") return "other";
        Assert.Equal(isNew ? ["2", "3"] : ["1"], record.Rooms.SelectMany(r => r.Students).Select(s => s.StudentId).Where(id => id.Length == 1));
        Assert.True(isNew || !told, "The caller was told that it is changed.");
        return isNew ? "new" : "old";
    }

    /// <summary>Session and meeting are both over, or nothing was begun.</summary>
    public static async Task<string> EndedAsync(World world, bool told)
    {
        await NothingIsLeftAsync(world);
        var record = await world.RecordAsync();
        await IsCompleteAsync(world, record);
        if (record.IsOver)
        {
            Assert.Equal((SessionStatus.Completed, true), (record.Facts.Status, record.Facts.EndReason is EndReason.Cancelled or EndReason.EndedByUser));
            Assert.All(world.Meetings, m => Assert.True(m is { Live: null, Runs.Count: 1 }, "A meeting goes on, or could still be started."));
            Assert.All(await world.RoomsAsync(), r => Assert.Equal("completed", r.GetString("status")));
            return "ended";
        }

        Assert.Null(record.Ending);
        Assert.False(told, "The caller was told that it is over.");
        IsAsPlanned(record, Assert.Single(world.Meetings));
        return "untouched";
    }

    /// <summary>The client's own retry, after all.</summary>
    private static async Task AgainAsync(World world, string outcome)
    {
        var again = await world.CreateAsync(world.Healthy);
        if (!again.TryGet(out var created, out var problem))
        {
            Assert.Equal(("failed", "urn:problem:session-failed"), (outcome, problem.Type));
            return;
        }

        Assert.Equal((world.SessionId, outcome == "finished"), (created.Snapshot.SessionId, created.IsReplay));
        Assert.NotEqual("failed", outcome);
        Assert.Equal(created.Snapshot.MeetingId, Assert.Single(world.Meetings).NumberText);
    }

    private static async Task IsCompleteAsync(World world, SessionRecord record)
    {
        Assert.Empty(await world.Healthy.Get<SessionDirectory>().MissingAsync(record, CancellationToken.None));
        var rooms = (await world.RoomsAsync()).Select(r => (r.RowKey, r.GetString("name"), r.GetString("student_id")));
        Assert.Equal(record.Plan.Rooms.Select(r => (SessionRows.Room(r.RoomId), r.Name, string.Join(',', r.Students.Select(s => s.StudentId)))), rooms);
    }

    private static void IsAsPlanned(SessionRecord record, Meeting meeting)
    {
        Assert.Equal((record.Facts.MeetingId, record.Facts.Topic), (meeting.NumberText, meeting.Topic));
        var rooms = RoomPlan.Of(meeting).Select(r => new ZoomBreakoutRoom(r.Name, r.Emails)).ToList();
        Assert.All(RoomDrift.Between(record.Rooms, rooms), c => Assert.Equal(CheckStatus.Pass, c.Status));
    }

    // No unfinished work, no due row without work or work without one, no index row of a meeting that is no session's.
    public static async Task NothingIsLeftAsync(World world)
    {
        var index = await world.IndexAsync();
        var open = index.Where(r => r.PartitionKey.StartsWith("open-", StringComparison.Ordinal)).ToLookup(r => r.RowKey.StartsWith(IndexRows.DuePrefix, StringComparison.Ordinal));
        Assert.All(open[false], work => Assert.Contains(OpenWork.KindOf(work), new[] { WorkKind.Watch, WorkKind.CatchUp }));
        Assert.Equal(open[false].Select(work => work.GetString("due_row")), open[true].Select(due => due.RowKey));
        foreach (var row in index.Where(r => r.PartitionKey.StartsWith("meeting-", StringComparison.Ordinal)))
            Assert.Equal(row.PartitionKey, IndexRows.Meeting((await world.Healthy.ReadAsync(row.GetString("session_id")))?.Facts.MeetingId ?? "none"));
    }
}
