using System.Threading.Channels;

namespace SampleApp;

/// <summary>What sample functions did, in order; waiting for an entry instead of for time.</summary>
public sealed class Journal
{
    private readonly Channel<string> entries = Channel.CreateUnbounded<string>();

    public int Count => entries.Reader.Count;

    public void Write(string entry) => entries.Writer.TryWrite(entry);

    public async Task<string> NextAsync() => await entries.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public IReadOnlyList<string> ReadAll()
    {
        var all = new List<string>();
        while (entries.Reader.TryRead(out var entry))
            all.Add(entry);
        return all;
    }
}
