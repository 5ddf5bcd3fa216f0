using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Storage;

/// <summary>A table service that keeps nothing: every read finds the same row, and nothing goes over a wire.</summary>
internal sealed class EmptyStorage : HttpPipelineTransport
{
    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => message.Response = new Answer();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (message.Request.Content is { } content) await content.WriteToAsync(Stream.Null, message.CancellationToken);
        message.Response = new Answer();
    }

    private sealed class Answer : Response
    {
        public override int Status => 200;

        public override string ReasonPhrase => "";

        public override Stream? ContentStream { get; set; } = new MemoryStream("""{"value":[{"PartitionKey":"none","RowKey":"none","n":1}]}"""u8.ToArray());

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new("Content-Type", "application/json")];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? "application/json" : null;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = TryGetHeader(name, out var value) ? [value] : null;
            return values is not null;
        }
    }
}
