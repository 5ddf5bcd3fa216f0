using System.Globalization;
using System.Net;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Functions.Storage;
using Functions.Tests.Fixtures.InMemoryTables;

namespace Functions.Tests.Crashes;

/// <summary>The wire to storage, with an instance's plan on it.</summary>
internal sealed class CrashStorage(InMemoryTableService service, CrashPlan plan) : HttpPipelineTransport
{
    private static readonly byte[] Busy = Encoding.UTF8.GetBytes("""{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"The server is busy."}}}""");

    public override Request CreateRequest() => service.CreateRequest();

    public override void Process(HttpMessage message) => service.Process(message);

    public override async ValueTask ProcessAsync(HttpMessage message) => message.Response = await plan.AroundAsync<Response>(
        message.Request.ClientRequestId, NameOf(message.Request), () => SendAsync(message), () => new MemoryResponse(503, Busy, ("Content-Type", "application/json")),
        CrashPlan.CutStorage, message.CancellationToken);

    private async Task<Response> SendAsync(HttpMessage message)
    {
        await service.ProcessAsync(message);
        return message.Response;
    }

    private static string NameOf(Request request)
    {
        var table = request.Uri.Path.Split('/')[^1];
        var end = table.IndexOf('(', StringComparison.Ordinal);
        return $"{request.Method} {(end < 0 ? table : table[..end])}";
    }
}

/// <summary>The wire to Zoom, with an instance's plan on it.</summary>
internal sealed class CrashZoom(CrashPlan plan) : HttpMessageHandler
{
    public const string Create = "POST meetings";
    public const string Update = "PATCH meeting";
    public const string Delete = "DELETE meeting";

    private static readonly HttpMessageInvoker Wire = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    /// <summary>Whether a call changes something at Zoom, so that it matters when it arrives.</summary>
    public static bool Changes(string name) => name.Contains("meeting", StringComparison.Ordinal) && !name.StartsWith("GET", StringComparison.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var resource = path.EndsWith("/token", StringComparison.Ordinal) ? "token" : path.EndsWith("/meetings", StringComparison.Ordinal) ? "meetings" : "meeting";
        return await plan.AroundAsync(
            $"{request.Method} {path}", $"{request.Method} {resource}", () => Wire.SendAsync(request, CancellationToken.None), Refusal, CrashPlan.CutZoom,
            cancellationToken, () => KeepAsync(request));
    }

    // The client takes back its request when it gives up.
    private async Task<Func<Task>> KeepAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var header in request.Headers) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync());
            copy.Content.Headers.ContentType = content.Headers.ContentType;
        }

        return async () => (await Wire.SendAsync(copy, CancellationToken.None)).Dispose();
    }

    // As Zoom refuses when the limit of the day is reached: the time to come back at is not one that HTTP knows.
    private static HttpResponseMessage Refusal()
    {
        var refusal = new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Content = new StringContent("""{"code":429,"message":"You have reached the maximum daily rate limit for this API."}""", Encoding.UTF8, "application/json"),
        };
        refusal.Headers.TryAddWithoutValidation("X-RateLimit-Type", "Daily-limit");
        refusal.Headers.TryAddWithoutValidation("Retry-After", DateTimeOffset.UtcNow.Date.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return refusal;
    }
}
