using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bench.Storage;

/// <summary>Passes storage's calls on and writes down those that belong to what <see cref="Current"/> names.</summary>
internal sealed class RecordingTransport : HttpPipelineTransport
{
    private static readonly AsyncLocal<List<RecordedCall>?> Calls = new();

    /// <summary>Where the calls of this flow of control are written down; null for nowhere.</summary>
    public static List<RecordedCall>? Current
    {
        get => Calls.Value;
        set => Calls.Value = value;
    }

    /// <summary>
    /// How long each recorded call is held up. Two calls made together may otherwise be answered one before the other is sent, and look
    /// like two that wait for each other.
    /// </summary>
    public TimeSpan Delay { get; init; }

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (Current is not { } calls)
        {
            await HttpClientTransport.Shared.ProcessAsync(message);
            return;
        }

        var request = message.Request;
        using var body = new MemoryStream();
        if (request.Content is { } content) await content.WriteToAsync(body, message.CancellationToken);
        var began = Stopwatch.GetTimestamp();
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay, message.CancellationToken);
        await HttpClientTransport.Shared.ProcessAsync(message);
        var answer = new MemoryStream();
        if (message.Response.ContentStream is { } stream)
        {
            await stream.CopyToAsync(answer, message.CancellationToken);
            answer.Position = 0;
            message.Response.ContentStream = answer;
        }

        var ended = Stopwatch.GetTimestamp();
        var headers = request.Headers.Where(h => RecordedCall.Kept.Contains(h.Name)).Select(h => (h.Name, h.Value)).ToArray();
        var call = new RecordedCall(
            request.Method.Method, request.Uri.ToUri().PathAndQuery, headers, body.ToArray(), message.Response.Status,
            RecordedCall.ETagsIn(message.Response.Headers.ETag?.ToString("H"), answer.ToArray()), began, ended);
        lock (calls) calls.Add(call);
    }
}
