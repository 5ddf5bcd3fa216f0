using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Webhooks;

/// <summary>What the live channel does instead of sending.</summary>
internal sealed class Trouble(Func<CancellationToken, Task> send)
{
    private bool asked;

    /// <summary>
    /// The request has come as far as it can. With storage in memory it comes there before its task is handed back, so every timer it
    /// needs exists by now, and time may be moved.
    /// </summary>
    public void IsWaitedFor() => Assert.True(asked, "The request did not come to the live channel in one go.");

    public Task Send(CancellationToken cancellationToken)
    {
        asked = true;
        return send(cancellationToken);
    }

    /// <summary>Behind the hub, where the host hands a message to its connections: nothing of the app is replaced.</summary>
    public static void Install(IServiceCollection services, Trouble trouble) =>
        services.AddSingleton(trouble).AddSingleton(typeof(HubLifetimeManager<>), typeof(TroubledChannel<>));
}

internal sealed class TroubledChannel<THub>(Trouble trouble, ILogger<DefaultHubLifetimeManager<THub>> logger) : DefaultHubLifetimeManager<THub>(logger)
    where THub : Hub
{
    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) => trouble.Send(cancellationToken);
}
