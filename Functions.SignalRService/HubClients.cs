using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.SignalRService;

/// <summary>The clients of a hub, typed where the hub is.</summary>
internal abstract class HubClients
{
    /// <returns><see cref="IHubClients"/>, or <see cref="IHubClients{T}"/> for a hub whose clients have a type.</returns>
    public static object Of(Type hubType, IServiceProvider services)
    {
        for (var type = hubType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ServerlessHub<>))
                return ((HubClients)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type.GenericTypeArguments[0]))!).From(services);
        }

        return services.GetRequiredService<IHubContext<Receiver>>().Clients;
    }

    protected abstract object From(IServiceProvider services);

    private sealed class Typed<TClient> : HubClients
        where TClient : class
    {
        protected override object From(IServiceProvider services) =>
            services.GetRequiredService<IHubContext<Receiver<TClient>, TClient>>().Clients;
    }

    private sealed class Receiver : Hub;

    private sealed class Receiver<TClient> : Hub<TClient>
        where TClient : class;
}
