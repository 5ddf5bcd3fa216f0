using Functions.SelfHost.SignalR;
using Microsoft.Azure.Functions.Worker.SignalRService;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registration of hubs.</summary>
public static class SignalRServiceDependencyInjectionExtensions
{
    /// <summary>
    /// Opens a hub to clients. A hosted service does it, in registration order: hubs are usable in what is registered after it.
    /// </summary>
    /// <typeparam name="THub">The hub; not registered as a service by this call.</typeparam>
    /// <param name="services">The app's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddServerlessHub<THub>(this IServiceCollection services)
        where THub : ServerlessHub
    {
        HubServices.Add(services, typeof(THub));
        return services;
    }
}
