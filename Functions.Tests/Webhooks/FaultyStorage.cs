using System.Net;
using System.Net.Http.Headers;

namespace Functions.Tests.Webhooks;

/// <summary>The wire to storage, with the faults of the request's <see cref="FaultPlan"/>. The real client finds out by itself.</summary>
internal sealed class FaultyStorage() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var plan = FaultPlan.Current;
        switch (plan?.Next() ?? StorageFault.None)
        {
            case StorageFault.Refused or StorageFault.RefusedFromHere:
                return Busy();
            case StorageFault.BrokenBefore or StorageFault.BrokenFromHere:
                throw Broken();
            case StorageFault.HangsBefore or StorageFault.HangsFromHere:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                break;
            case StorageFault.BrokenAfter:
                (await base.SendAsync(request, CancellationToken.None)).Dispose();
                throw Broken();
            case StorageFault.HangsAfter:
                (await base.SendAsync(request, CancellationToken.None)).Dispose();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                break;
            case StorageFault.AppliedLate:
                var copy = await Copy(request);
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }
                finally
                {
                    plan!.Late.Add(Task.Run(async () => (await base.SendAsync(copy, CancellationToken.None)).Dispose(), CancellationToken.None));
                }

                break;
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static HttpRequestException Broken() => new("The connection broke.", new IOException("Connection reset by peer."));

    private static HttpResponseMessage Busy() => new(HttpStatusCode.ServiceUnavailable)
    {
        Content = new StringContent("""{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"The server is busy."}}}""", MediaTypeHeaderValue.Parse("application/json")),
    };

    // The client takes back its request when it gives up.
    private static async Task<HttpRequestMessage> Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var header in request.Headers) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (request.Content is null) return copy;
        copy.Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync());
        foreach (var header in request.Content.Headers) copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return copy;
    }
}
