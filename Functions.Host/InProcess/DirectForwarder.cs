using Functions.Host.Forwarding;
using Functions.Host.Http;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Functions.Host.InProcess;

/// <summary>
/// Into the pipeline of a worker in this process, without a wire between: the caller's request and answer are the worker's too.
/// </summary>
internal sealed class DirectForwarder(InProcessServer server) : IForwarder
{
    public async Task<bool> SendAsync(HttpContext http, Worker worker)
    {
        foreach (var (name, value) in Origin.Of(http)) http.Request.Headers[name] = value;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = ServerLimits.WorkerBody;

        // Not the collection itself: what the host keeps of a request, its services and route among it, is not the worker's.
        var features = new FeatureCollection();
        Copy<IHttpRequestFeature>();
        Copy<IHttpRequestIdentifierFeature>();
        Copy<IHttpRequestLifetimeFeature>();
        Copy<IHttpRequestBodyDetectionFeature>();
        Copy<IHttpRequestTrailersFeature>();
        Copy<IHttpResponseFeature>();
        Copy<IHttpResponseBodyFeature>();
        Copy<IHttpConnectionFeature>();
        Copy<IHttpMaxRequestBodySizeFeature>();
        Copy<IHttpBodyControlFeature>();
        await server.ProcessAsync(features);
        return true;

        void Copy<TFeature>()
        {
            if (http.Features.Get<TFeature>() is { } feature) features.Set(feature);
        }
    }
}
