using System.Reflection;
using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Functions.SelfHost.SignalR;

/// <summary>Opens a hub when its turn among the hosted services comes.</summary>
internal sealed class HubOpener(
    HubBinding binding, OpenHubs hubs, ClientTokens tokens, IConfiguration configuration, IServiceProvider services) : IHostedService
{
    private const string DefaultConnection = "AzureSignalRConnectionString";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        RequireConnection();

        // A typed hub's clients are code that is generated now: another core does it while the app starts.
        var clients = new Lazy<object>(() => binding.Clients(services));
        hubs.Open(binding.HubType, new OpenHub(binding.Name, clients, tokens));
        if (Environment.ProcessorCount > 1)
            _ = Task.Run(() => clients.Value, CancellationToken.None);
        return Task.CompletedTask;
    }

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
