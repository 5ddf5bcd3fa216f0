using System.Diagnostics;
using System.Net.Http.Headers;

namespace Bench.Rows;

/// <summary>Calls of Zoom's API, its token not among them.</summary>
internal sealed class ZoomCalls
{
    private readonly List<Call> calls = [];

    public IReadOnlyList<Call> All
    {
        get
        {
            lock (calls) return [.. calls];
        }
    }

    public void Clear()
    {
        lock (calls) calls.Clear();
    }

    /// <summary>A call, so that it can be made again, bare.</summary>
    internal sealed record Call(HttpMethod Method, Uri Uri, AuthenticationHeaderValue? Authorization, byte[] Body, long Began)
    {
        public HttpRequestMessage Again()
        {
            var request = new HttpRequestMessage(Method, Uri) { Content = new ByteArrayContent(Body) { Headers = { ContentType = new("application/json") } } };
            request.Headers.Authorization = Authorization;
            return request;
        }
    }

    internal sealed class Handler(ZoomCalls calls) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await base.SendAsync(request, cancellationToken);
            if (!request.RequestUri!.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal)) return answer;
            var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
            lock (calls.calls) calls.calls.Add(new(request.Method, request.RequestUri, request.Headers.Authorization, body, began));
            return answer;
        }
    }
}
