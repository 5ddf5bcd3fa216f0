using Microsoft.Extensions.Hosting;

namespace Functions.Tests.Host;

/// <summary>A hosted service that does one thing when it starts.</summary>
internal sealed class OnStart(Action start) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
