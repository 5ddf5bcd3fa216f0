using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Functions.SignalRService;

/// <summary>The hubs opened so far.</summary>
internal sealed class OpenHubs : IDisposable
{
    private readonly ConcurrentDictionary<Type, ServiceHub> hubs = new();

    public ServiceHub? Find(Type hubType) => hubs.GetValueOrDefault(hubType);

    public void Open(Type hubType, ServiceHub hub) => hubs[hubType] = hub;

    public void Dispose()
    {
        foreach (var hub in hubs.Values) hub.Dispose();
    }
}

/// <summary>Opens a hub when its turn among the hosted services comes. It does not contact the service.</summary>
internal sealed class HubOpener(Type hubType, OpenHubs hubs, ServiceTransport transport, IConfiguration configuration) : IHostedLifecycleService
{
    private Task opened = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var setting = hubType.GetCustomAttribute<ServerlessHub.SignalRConnectionAttribute>()?.ConnectionName ?? ServerlessHub.DefaultConnectionStringName;
        if (configuration[setting] is not { Length: > 0 } text)
            throw new InvalidOperationException($"{hubType.Name} needs the setting {setting}: a connection string with a key.");

        var hub = new ServiceHub(hubType, new ServiceConnection(text), transport);
        hubs.Open(hubType, hub);

        // A typed hub's clients are code that is generated now: another thread does it while the app starts.
        opened = Task.Run(() => hub.Clients, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>A hub whose clients can't be made stops the start.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => opened;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
