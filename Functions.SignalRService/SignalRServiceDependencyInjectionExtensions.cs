using Functions.SignalRService;
using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

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
        services.TryAddSingleton<OpenHubs>();
        services.TryAddSingleton(new ServiceTransport());
        return services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<HubOpener>(provider, typeof(THub)));
    }
}
