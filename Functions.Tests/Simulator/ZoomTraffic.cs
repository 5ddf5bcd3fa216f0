using System.Collections.Concurrent;
using System.Text.Json;

namespace Functions.Tests.Simulator;

/// <summary>A client of the simulator that holds each answer against what Zoom publishes.</summary>
internal sealed class ZoomTraffic(ZoomSchemas schemas) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Wrong => wrong;

    /// <summary>Calls that were answered with a success, and how often.</summary>
    public IReadOnlyDictionary<string, int> Seen => seen;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        var call = Call(request);
        if (answer.IsSuccessStatusCode) seen.AddOrUpdate(call, 1, (_, times) => times + 1);
        foreach (var error in Errors(call, answer,
            body)) wrong.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath} {(int)answer.StatusCode}: {error}");
        return answer;
    }

    private IEnumerable<string> Errors(string call, HttpResponseMessage answer, string body)
    {
        var isToken = call.EndsWith("/oauth/token", StringComparison.Ordinal);
        if (!isToken && answer.Headers.Contains("x-zm-trackingid") != true) return ["it has no x-zm-trackingid."];
        if (!answer.IsSuccessStatusCode) return schemas.Errors(isToken ? "token_error" : "error", JsonDocument.Parse(body).RootElement);
        if (!schemas.Answers.TryGetValue(call, out var shape)) return ["nothing is published of this call."];
        if (shape is null) return (int)answer.StatusCode == 204 && body.Length == 0 ? [] : ["it should be 204 without a body."];
        return schemas.Errors(shape, JsonDocument.Parse(body).RootElement);
    }

    private string Call(HttpRequestMessage request)
    {
        var path = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        return schemas.Answers.Keys.FirstOrDefault(call => Fits(call.Split('/'), path.Split('/'))) ?? path;
    }

    private static bool Fits(string[] call, string[] path) =>
        call.Length == path.Length && call.Zip(path).All(part => part.First == part.Second || part.First.StartsWith('{'));
}
