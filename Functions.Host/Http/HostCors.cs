using Functions.Host.Configuration;
using Functions.Host.SignalR;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace Functions.Host.Http;

/// <summary>
/// The host's own CORS for the functions; any origin for hub clients, who need a token and whose library asks for credentials.
/// </summary>
internal sealed class HostCors(HostSection host) : ICorsPolicyProvider
{
    private static readonly CorsPolicy ForClients = Any().SetIsOriginAllowed(_ => true).AllowCredentials().Build();

    private readonly CorsPolicy? forFunctions = ForFunctions(host);

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) =>
        Task.FromResult(ClientPath.Matches(context.Request.Path) ? ForClients : forFunctions);

    private static CorsPolicy? ForFunctions(HostSection host)
    {
        if (host.CorsOrigins.Count == 0)
            return null;

        // A predicate rather than WithOrigins: only then is Vary: Origin sent for a single origin too.
        var origins = host.CorsOrigins.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var policy = Any().SetIsOriginAllowed(origins.Contains);
        return (host.CorsCredentials ? policy.AllowCredentials() : policy).Build();
    }

    private static CorsPolicyBuilder Any() => new CorsPolicyBuilder().AllowAnyHeader().AllowAnyMethod();
}
