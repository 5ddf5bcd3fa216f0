namespace Functions.Tests.Host;

/// <summary>One host for all tests of a class.</summary>
public abstract class SampleHost : IAsyncLifetime
{
    internal RunningHost Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
