using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Management;

namespace Microsoft.Azure.Functions.Worker.SignalRService;

/// <summary>A hub whose clients have a type.</summary>
/// <typeparam name="T">What can be called on a client; a last <see cref="CancellationToken"/> parameter bounds the send.</typeparam>
/// <param name="serviceProvider">The app's services.</param>
public abstract class ServerlessHub<T>(IServiceProvider serviceProvider) : ServerlessHub(serviceProvider)
    where T : class
{
    /// <summary>Who can be sent to.</summary>
    protected new virtual IHubClients<T> Clients => (IHubClients<T>)Hub.Clients;

    /// <inheritdoc/>
    protected override Task<BinaryData> NegotiateAsync(NegotiationOptions? options = null) => base.NegotiateAsync(options);
}
