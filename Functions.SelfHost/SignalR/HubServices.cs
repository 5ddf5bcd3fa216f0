using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Functions.SelfHost.SignalR;

internal static class HubServices
{
    public static void Add(IServiceCollection services, Type hubType)
    {
        if (services.Any(service => service.ImplementationInstance is HubBinding known && known.HubType == hubType))
            return;

        AddShared(services);
        var binding = HubBinding.For(hubType);
        services.AddSingleton(binding);
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<HubOpener>(provider, binding));
        AddAuthentication(services, binding);
    }

    private static void AddShared(IServiceCollection services)
    {
        services.TryAddSingleton<OpenHubs>();
        services.TryAddSingleton<ClientUrls>();
        services.TryAddSingleton<ClientTokens>();
        services.TryAddSingleton<IUserIdProvider, UserIdFromToken>();
        services.AddAuthorization();

        // The service's own serialiser: names as declared, enums as numbers, nulls written.
        services.AddSignalR().AddNewtonsoftJsonProtocol(options =>
            options.PayloadSerializerSettings = new JsonSerializerSettings { ContractResolver = new DefaultContractResolver() });
    }

    private static void AddAuthentication(IServiceCollection services, HubBinding binding)
    {
        // The default names no scheme, so that a caller of a function stays unauthenticated whatever they send.
        services.AddAuthentication(options => options.DefaultAuthenticateScheme = "None").AddJwtBearer(binding.Scheme, _ => { });
        KeepNoKeyRing(services);
        services.AddOptions<JwtBearerOptions>(binding.Scheme).Configure<ClientTokens>((options, tokens) =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = tokens.Validation(binding.Name);
            options.Events = new JwtBearerEvents { OnMessageReceived = TokenFromQuery };
        });
    }

    // Authentication brings data protection, which would write keys to the user's home at every start; nothing here uses them.
    private static void KeepNoKeyRing(IServiceCollection services)
    {
        var loader = services.FirstOrDefault(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly);
        if (loader is not null)
            services.Remove(loader);
    }

    // A browser can't set headers on a WebSocket or an event stream.
    private static Task TokenFromQuery(MessageReceivedContext context)
    {
        var token = context.Request.Query["access_token"].ToString();
        if (token.Length > 0)
            context.Token = token;
        return Task.CompletedTask;
    }
}
