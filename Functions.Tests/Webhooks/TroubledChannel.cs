using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Webhooks;

/// <summary>What the live channel does instead of sending.</summary>
internal sealed class Trouble(Func<CancellationToken, Task> send)
{
    public Task Send(CancellationToken cancellationToken) => send(cancellationToken);

    /// <summary>Behind the hub, where the host hands a message to its connections: nothing of the app is replaced.</summary>
    public static void Install(IServiceCollection services, Trouble trouble) =>
        services.AddSingleton(trouble).AddSingleton(typeof(HubLifetimeManager<>), typeof(TroubledChannel<>));
}

internal sealed class TroubledChannel<THub>(Trouble trouble, ILogger<DefaultHubLifetimeManager<THub>> logger) : DefaultHubLifetimeManager<THub>(logger)
    where THub : Hub
{
    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) => trouble.Send(cancellationToken);
}
