using System.Net.Http.Headers;
using ZoomSimulator.Clock;

namespace ZoomSimulator.Webhooks;

/// <summary>One signed request to the receiver, with Zoom's headers and its three seconds.</summary>
internal sealed class WebhookSender(WebhookSubscription subscription, SimulatorOptions options, SimClock clock) : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    public sealed record Answer(DeliveryAttempt Attempt, byte[] Body);

    public async Task<Answer> SendAsync(Uri url, ReadOnlyMemory<byte> body, string requestId, string timestamp, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var headers = request.Headers;
        headers.Add("x-zm-request-timestamp", timestamp);
        headers.Add("x-zm-signature", WebhookSignature.Sign(subscription.Secret, timestamp, body.Span));
        headers.Add("x-zm-request-id", requestId);
        headers.Add("x-zm-trackingid", $"v=2.0;clid=us02;rid=WEB_{requestId}");
        headers.Add("clientid", options.ClientId);
        headers.TryAddWithoutValidation("User-Agent", "Zoom Marketplace/1.0a");
        headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        var (at, began) = (clock.Now, clock.GetTimestamp());
        DeliveryAttempt Attempt(int? status, string? error) => new(at, status, error, clock.GetElapsedTime(began).TotalMilliseconds);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Timeout);
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var answer = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return new Answer(Attempt((int)response.StatusCode, error: null), answer);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Answer(Attempt(status: null, "timeout"), []);
        }
        catch (HttpRequestException e)
        {
            return new Answer(Attempt(status: null, e.HttpRequestError.ToString()), []);
        }
    }

    public void Dispose() => _http.Dispose();
}
