using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ZoomSimulator.Meetings;

/// <summary>All meetings in memory; tells the file writer which have changed.</summary>
internal sealed class MeetingStore
{
    private readonly ConcurrentDictionary<long, Meeting> _meetings = new();
    private readonly ConcurrentDictionary<string, long> _byUuid = new(StringComparer.Ordinal);

    private readonly Channel<bool> _changes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public IEnumerable<Meeting> All => _meetings.Values.OrderBy(meeting => meeting.CreatedAt).ThenBy(meeting => meeting.Id);

    /// <summary>Holds an item while something is unsaved.</summary>
    public ChannelReader<bool> Changes => _changes.Reader;

    public bool Add(Meeting meeting)
    {
        if (!_meetings.TryAdd(meeting.Id, meeting))
            return false;
        Changed(meeting);
        return true;
    }

    public Meeting? Find(long id) => _meetings.GetValueOrDefault(id);

    public Meeting? FindByUuid(string uuid) => _byUuid.TryGetValue(uuid, out var id) ? Find(id) : null;

    public IEnumerable<Meeting> HostedBy(string hostId) =>
        All.Where(meeting => string.Equals(meeting.HostId, hostId, StringComparison.Ordinal));

    public void Remove(Meeting meeting)
    {
        _meetings.TryRemove(meeting.Id, out _);
        _changes.Writer.TryWrite(true);
    }

    /// <summary>Call under the meeting's gate.</summary>
    public void Changed(Meeting meeting)
    {
        _byUuid[meeting.Uuid] = meeting.Id;
        foreach (var run in meeting.Runs)
            _byUuid[run.Uuid] = meeting.Id;
        _changes.Writer.TryWrite(true);
    }
}
