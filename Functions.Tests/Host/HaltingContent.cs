using System.Net;

namespace Functions.Tests.Host;

/// <summary>A body that stops halfway until told to go on.</summary>
internal sealed class HaltingContent(int size, bool chunked) : HttpContent
{
    private readonly TaskCompletionSource halted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Halted => halted.Task;

    public void Resume() => resumed.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(new byte[size / 2]);
        await stream.FlushAsync();
        halted.SetResult();
        await resumed.Task;
        await stream.WriteAsync(new byte[size - (size / 2)]);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return !chunked;
    }
}
