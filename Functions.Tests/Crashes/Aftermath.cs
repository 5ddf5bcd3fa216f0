using Functions.Presence;
using Functions.Sessions;
using Functions.Storage;

namespace Functions.Tests.Crashes;

/// <summary>What must hold after something was done at Zoom, and everything has been recovered.</summary>
internal static class Aftermath
{
    /// <summary>Whoever is told that the start arrived finds the session open; Zoom sends again what did not arrive.</summary>
    public static async Task<string> StartedAgainAsync(World world, bool told)
    {
        if (await IsHeardOfAsync(world)) return await ReopenedAsync(world);
        Assert.False(told, "Zoom was told that the start arrived.");
        await Invariants.NothingIsLeftAsync(world);
        Assert.True((await world.RecordAsync()).IsOver);
        return "not recorded";
    }

    /// <summary>The session goes on in its row, its rooms and its lists, and somebody looks after it.</summary>
    public static async Task<string> ReopenedAsync(World world)
    {
        await Invariants.NothingIsLeftAsync(world);
        var record = await world.RecordAsync();
        Assert.Equal((SessionStatus.Active, (string?)null, (EarlierEnd?)null), (record.Facts.Status, record.Facts.EndReason, record.Reopened));
        Assert.All(await world.RoomsAsync(), r => Assert.Equal("pending", r.GetString("status")));
        var index = await world.IndexAsync();
        Assert.DoesNotContain(index, r => r.PartitionKey.StartsWith(IndexRows.DonePrefix, StringComparison.Ordinal));
        Assert.Equal(WorkKind.Watch, OpenWork.KindOf(Assert.Single(index, r => r.RowKey == IndexRows.Work(world.SessionId))));
        Assert.Empty(await world.Healthy.Get<SessionDirectory>().MissingAsync(record, CancellationToken.None));
        return "reopened";
    }

    public static async Task<string> DeletedAsync(World world)
    {
        await Invariants.NothingIsLeftAsync(world);
        var record = await world.RecordAsync();
        Assert.Equal((SessionStatus.Completed, EndReason.DeletedInZoom), (record.Facts.Status, record.Facts.EndReason));
        Assert.Empty(world.Meetings);
        Assert.Empty(await world.Healthy.Get<SessionDirectory>().MissingAsync(record, CancellationToken.None));
        return "completed";
    }

    /// <summary>Session, list and Zoom say the same, and it is noted once.</summary>
    public static async Task<string> TakenOverAsync(World world)
    {
        await Invariants.NothingIsLeftAsync(world);
        var record = await world.RecordAsync();
        Assert.Equal(("Graphs", 45), (record.Facts.Topic, record.Facts.Duration));
        var listed = Assert.Single(await world.IndexAsync(), r => r.PartitionKey == IndexRows.Professor(World.Professor));
        Assert.Equal(("Graphs", 45), (listed.GetString("topic"), listed.GetInt32("duration")));
        Assert.Equal(["meeting_time_changed", "meeting_topic_changed"], (await world.NotesAsync()).Order(StringComparer.Ordinal));
        return "taken over";
    }

    private static async Task<bool> IsHeardOfAsync(World world) => (await world.RecordAsync()).Runs.Count > 1;
}
