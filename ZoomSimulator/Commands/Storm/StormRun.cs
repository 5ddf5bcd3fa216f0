using System.Collections.Concurrent;
using System.Net.Http.Headers;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator.Commands.Storm;

/// <summary>Closed loop: each connection sends its next event when the last one is answered.</summary>
internal sealed class StormRun(StormOrder order, IReadOnlyList<StormMeeting> meetings, TimeProvider time)
{
    private readonly StormEvents _events = new(order, meetings, time.GetUtcNow());
    private readonly ConcurrentBag<(int Status, double Milliseconds)> _answers = [];
    private int _next = -1;

    public async Task<StormReport> RunAsync(CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = order.Connections,
            UseProxy = false,
            AllowAutoRedirect = false,
        });
        var began = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, order.Connections).Select(_ => ConnectionAsync(http, began, ct)));
        return StormReport.Of([.. _answers], time.GetElapsedTime(began));
    }

    private async Task ConnectionAsync(HttpClient http, long began, CancellationToken ct)
    {
        while (Interlocked.Increment(ref _next) is var number && number < order.Events)
        {
            if (order.Rate > 0)
                await WaitForTurnAsync(number, began, ct);
            var now = time.GetUtcNow();
            using var request = Signed(_events.Make(number, now), WebhookSignature.Timestamp(now));
            var sent = time.GetTimestamp();
            var status = await StatusAsync(http, request, ct);
            _answers.Add((status, time.GetElapsedTime(sent).TotalMilliseconds));
        }
    }

    private async Task WaitForTurnAsync(int number, long began, CancellationToken ct)
    {
        var wait = TimeSpan.FromSeconds(number / order.Rate) - time.GetElapsedTime(began);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, ct);
    }

    private HttpRequestMessage Signed(byte[] body, string timestamp)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, order.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("x-zm-request-timestamp", timestamp);
        request.Headers.Add("x-zm-signature", WebhookSignature.Sign(order.Secret, timestamp, body));
        request.Headers.Add("x-zm-request-id", Delivery.NewRequestId());
        return request;
    }

    /// <summary>0 when no answer came.</summary>
    private static async Task<int> StatusAsync(HttpClient http, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var answer = await http.SendAsync(request, ct);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return 0;
        }
    }
}
