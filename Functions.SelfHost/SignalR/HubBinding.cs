using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.SelfHost.SignalR;

/// <summary>Ties a serverless hub to the ASP.NET Core hub that holds its connections.</summary>
internal abstract class HubBinding(Type hubType)
{
    public Type HubType { get; } = hubType;

    public string Name { get; } = hubType.Name.ToLowerInvariant();

    public string Scheme => $"SignalR:{Name}";

    public static HubBinding For(Type hubType)
    {
        for (var type = hubType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ServerlessHub<>))
                return (HubBinding)Activator.CreateInstance(typeof(Typed<,>).MakeGenericType(hubType, type.GenericTypeArguments[0]))!;
        }

        return (HubBinding)Activator.CreateInstance(typeof(Untyped<>).MakeGenericType(hubType))!;
    }

    public abstract object Clients(IServiceProvider services);

    public abstract void Map(IEndpointRouteBuilder endpoints);

    private protected void Map<TReceiver>(IEndpointRouteBuilder endpoints)
        where TReceiver : Hub =>
        endpoints
            .MapHub<TReceiver>($"{ClientPath.Root}/{Name}", options => options.CloseOnAuthenticationExpiration = true)
            .DisableHttpMetrics() // A connection of an hour is no slow request.
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());

    // The receivers have no methods: a client that invokes one is told that it does not exist.
    private sealed class Receiver<THub> : Hub;

    private sealed class Receiver<THub, TClient> : Hub<TClient>
        where TClient : class;

    private sealed class Untyped<THub>() : HubBinding(typeof(THub))
    {
        public override object Clients(IServiceProvider services) => services.GetRequiredService<IHubContext<Receiver<THub>>>().Clients;

        public override void Map(IEndpointRouteBuilder endpoints) => Map<Receiver<THub>>(endpoints);
    }

    private sealed class Typed<THub, TClient>() : HubBinding(typeof(THub))
        where TClient : class
    {
        public override object Clients(IServiceProvider services) =>
            services.GetRequiredService<IHubContext<Receiver<THub, TClient>, TClient>>().Clients;

        public override void Map(IEndpointRouteBuilder endpoints) => Map<Receiver<THub, TClient>>(endpoints);
    }
}
