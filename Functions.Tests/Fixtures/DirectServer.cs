using Functions.Host.InProcess;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Functions.Tests.Fixtures;

/// <summary>An answer that was not sent over a wire. Status 0: the connection was aborted instead.</summary>
internal sealed record DirectAnswer(int Status, byte[] Body, IHeaderDictionary Headers);

/// <summary>
/// A server without a network: a request goes straight into the host's pipeline, routing, middleware and function included. For tests
/// of very many requests; headers may hold what no server would let through.
/// </summary>
internal sealed class DirectServer : InProcessServer
{
    /// <param name="length">What the request says of its body's length; null for a chunked one.</param>
    public async Task<DirectAnswer> SendAsync(
        string method, string path, IEnumerable<(string Name, string Value)> headers, Stream? body = null, long? length = null)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var request = new HttpRequestFeature
        {
            Protocol = "HTTP/1.1",
            Scheme = "http",
            Method = method,
            Path = query < 0 ? path : path[..query],
            QueryString = query < 0 ? "" : path[query..],
            Body = body ?? Stream.Null,
        };
        request.Headers.Host = "functions";
        foreach (var (name, value) in headers) request.Headers.Append(name, value);
        if (length is not null) request.Headers.ContentLength = length;
        else if (body is not null) request.Headers.TransferEncoding = "chunked";
        var answer = new MemoryStream();
        var response = new HttpResponseFeature();
        using var lifetime = new Lifetime();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        await ProcessAsync(features);
        return new(lifetime.RequestAborted.IsCancellationRequested ? 0 : response.StatusCode, answer.ToArray(), response.Headers);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature, IDisposable
    {
        private readonly CancellationTokenSource aborted = new();

        public Lifetime() => RequestAborted = aborted.Token;

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => aborted.Cancel();

        public void Dispose() => aborted.Dispose();
    }
}
