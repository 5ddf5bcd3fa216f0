using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bench.Storage;

/// <summary>What was read from storage.</summary>
internal readonly record struct Reads(int Requests, int Entities, long Bytes);

/// <summary>Counts what is read.</summary>
internal sealed class CountingTransport : HttpPipelineTransport
{
    private readonly Lock gate = new();
    private Reads reads;

    /// <summary>What was read since this was asked last.</summary>
    public Reads Take()
    {
        lock (gate)
        {
            var taken = reads;
            reads = default;
            return taken;
        }
    }

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await HttpClientTransport.Shared.ProcessAsync(message);
        var answer = new MemoryStream();
        if (message.Response.ContentStream is { } stream) await stream.CopyToAsync(answer, message.CancellationToken);
        answer.Position = 0;
        message.Response.ContentStream = answer;
        lock (gate) reads = new(reads.Requests + 1, reads.Entities + EntitiesIn(answer.ToArray()), reads.Bytes + answer.Length);
    }

    private static int EntitiesIn(byte[] body)
    {
        if (body is not [(byte)'{', ..]) return 0;
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("value", out var value) ? value.GetArrayLength() : json.RootElement.TryGetProperty("PartitionKey", out _) ? 1 : 0;
    }
}
