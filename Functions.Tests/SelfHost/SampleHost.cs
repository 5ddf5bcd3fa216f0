using Functions.Tests.SelfHost.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.SelfHost;

/// <summary>One host for all tests of a class.</summary>
public abstract class SampleHost : IAsyncLifetime
{
    internal RunningHost Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningHost.StartAsync(builder =>
    {
        builder.Services.AddScoped<PerInvocation>();
        builder.Services.AddHttpContextAccessor();
    });

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
