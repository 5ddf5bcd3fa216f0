using System.Net;
using Functions.SignalRService;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Webhooks;

/// <summary>What the live channel does instead of taking a message.</summary>
internal sealed class Trouble(Func<CancellationToken, Task> send) : HttpMessageHandler
{
    /// <summary>On the wire to the service: nothing of the app is replaced.</summary>
    public static void Install(IServiceCollection services, Trouble trouble) => services.AddSingleton(new ServiceTransport(() => trouble));

    /// <summary>A channel that takes everything, for apps whose host nobody can reach.</summary>
    public static Trouble None => new(_ => Task.CompletedTask);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await send(cancellationToken);
        return new(HttpStatusCode.Accepted);
    }
}
