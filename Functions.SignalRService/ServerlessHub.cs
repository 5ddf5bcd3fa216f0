using System.Diagnostics.CodeAnalysis;
using Functions.SignalRService;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.SignalRService;

/// <summary>A hub that lives in the service, not here: it sends, clients only receive.</summary>
public abstract class ServerlessHub
{
    /// <summary>The setting of a hub that names no other.</summary>
    public const string DefaultConnectionStringName = "AzureSignalRConnectionString";

    private readonly ServiceHub? hub;

    /// <summary>Creates the hub object. One made before the hosted services started never works.</summary>
    /// <param name="serviceProvider">The app's services.</param>
    protected ServerlessHub(IServiceProvider serviceProvider) =>
        hub = serviceProvider.GetRequiredService<OpenHubs>().Find(GetType());

    /// <summary>Who can be sent to.</summary>
    protected virtual IHubClients Clients =>
        Hub.Clients as IHubClients ?? throw new NotSupportedException("A typed hub has typed clients.");

    internal ServiceHub Hub => hub ?? throw new InvalidOperationException(
        $"{GetType().Name} was made before its hub was opened. "
        + $"Register AddServerlessHub<{GetType().Name}>() before what uses it, and ask for the hub only when it is needed.");

    /// <summary>Lets a client in.</summary>
    /// <param name="options">The user and the token's lifetime; null for an anonymous client and one hour.</param>
    /// <returns>JSON for the client: <c>{"url": "…/client/?hub=…", "accessToken": "…"}</c>.</returns>
    protected virtual Task<BinaryData> NegotiateAsync(NegotiationOptions? options = null) =>
        Task.FromResult(Hub.Negotiate(options ?? new NegotiationOptions()));

    /// <summary>Names the setting that holds the connection of a hub.</summary>
    /// <param name="connectionName">The setting's name.</param>
    [AttributeUsage(AttributeTargets.Class)]
    [SuppressMessage("Performance", "CA1813:Avoid unsealed attributes", Justification = "As the worker declares it.")]
    [SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "As the worker declares it.")]
    public class SignalRConnectionAttribute(string connectionName = DefaultConnectionStringName) : Attribute
    {
        /// <summary>The setting's name.</summary>
        public string ConnectionName { get; } = connectionName;
    }
}
