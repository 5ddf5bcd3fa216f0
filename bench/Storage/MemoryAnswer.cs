using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Bench.Storage;

/// <summary>The answer to a call that never was one.</summary>
internal sealed class MemoryAnswer(ETag? etag) : Response
{
    public static MemoryAnswer Done { get; } = new(null);

    public override int Status => 204;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => etag is { } tag ? [new("ETag", tag.ToString())] : [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = etag is { } tag && name == "ETag" ? tag.ToString() : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
