using System.Reflection;
using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Functions.SelfHost.SignalR;

/// <summary>Opens a hub when its turn among the hosted services comes.</summary>
internal sealed class HubOpener(
    HubBinding binding, OpenHubs hubs, ClientTokens tokens, IConfiguration configuration, IServiceProvider services) : IHostedLifecycleService
{
    private const string DefaultConnection = "AzureSignalRConnectionString";

    private Task opened = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        RequireConnection();

        // A typed hub's clients are code that is generated now: another thread does it while the app starts.
        var clients = new Lazy<object>(() => binding.Clients(services));
        hubs.Open(binding.HubType, new OpenHub(binding.Name, clients, tokens));
        opened = Task.Run(() => clients.Value, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>A hub whose clients can't be made stops the start.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => opened;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The real worker reaches the service with it; here its presence is all that matters.
    private void RequireConnection()
    {
        var name = binding.HubType.GetCustomAttribute<ServerlessHub.SignalRConnectionAttribute>()?.ConnectionName ?? DefaultConnection;
        if (string.IsNullOrEmpty(configuration[name]) && string.IsNullOrEmpty(configuration[$"{name}:serviceUri"]))
            throw new InvalidOperationException(
                $"{binding.HubType.Name} needs the setting {name} (a connection string) or {name}__serviceUri (an identity's endpoint).");
    }
}
