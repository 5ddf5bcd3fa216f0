using System.Net;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Functions.Host.Forwarding;

/// <summary>Over HTTP to where the worker's server listens, as Azure's host does it, and with the same library.</summary>
internal sealed class YarpForwarder(IHttpForwarder forwarder) : IForwarder, IDisposable
{
    // Longer than a function may run (host.json, functionTimeout): the worker ends it first.
    private static readonly ForwarderRequestConfig Config = new()
    {
        ActivityTimeout = TimeSpan.FromMinutes(6),
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private readonly HttpMessageInvoker client = new(new LateListener(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    }));

    public async Task<bool> SendAsync(HttpContext http, Worker worker)
    {
        var destination = worker.Channel.HttpUri
            ?? throw new InvalidOperationException("The worker has no HTTP server: the app needs ConfigureFunctionsWebApplication().");
        return await forwarder.SendAsync(http, destination.AbsoluteUri, client, Config, Headers.Own, worker.Channel.Closed) == ForwarderError.None;
    }

    public void Dispose() => client.Dispose();

    /// <summary>The caller's headers as they are, but for those that say where a request came from: these are the host's.</summary>
    private sealed class Headers : HttpTransformer
    {
        public static readonly Headers Own = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.Host = null;
            foreach (var (name, value) in Origin.Of(httpContext))
            {
                proxyRequest.Headers.Remove(name);
                proxyRequest.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>A worker calls in before its server listens: a refused connection is tried again for a while.</summary>
    private sealed class LateListener(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private static readonly TimeSpan First = TimeSpan.FromMilliseconds(10);
        private static readonly TimeSpan Last = TimeSpan.FromMilliseconds(640);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var pause = First; ; pause *= 2)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && pause <= Last)
                {
                    await Task.Delay(pause, cancellationToken);
                }
            }
        }
    }
}
