using System.Buffers;
using System.Text;
using System.Text.Json;
using Functions.Storage;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>Answers as the table service writes them.</summary>
internal static class Answers
{
    private const string Json = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";

    public static MemoryResponse Refused(Refusal refusal, int? action = null) => new(
        refusal.Status, RefusalBody(refusal, action), ("Content-Type", Json), ("x-ms-error-code", refusal.Code));

    /// <param name="action">Index of the action of a transaction, which the service puts before the message.</param>
    public static byte[] RefusalBody(Refusal refusal, int? action)
    {
        var message = $"{(action is { } index ? $"{index}:" : "")}{refusal.Message}\nRequestId:00000000-0000-0000-0000-000000000000\nTime:2026-01-01T00:00:00.0000000Z";
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["odata.error"] = new { code = refusal.Code, message = new { lang = "en-US", value = message } },
        });
    }

    public static MemoryResponse Written(Row? row) => row is null ? new(204, null) : new(204, null, ("ETag", row.ETag), ("Preference-Applied", "return-no-content"));

    public static MemoryResponse Found(Row row, IReadOnlyList<string>? select)
    {
        if (select is null) return new(200, row.Json, ("Content-Type", Json), ("ETag", row.ETag));
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) row.WriteSelected(writer, select);
        return new(200, buffer.WrittenSpan.ToArray(), ("Content-Type", Json), ("ETag", row.ETag));
    }

    public static MemoryResponse Page(IReadOnlyList<Row> rows, (string PartitionKey, string RowKey)? next, IReadOnlyList<string>? select)
    {
        var buffer = new ArrayBufferWriter<byte>(rows.Sum(r => r.Json.Length + 1) + 32);
        buffer.Write("{\"value\":["u8);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0) buffer.Write(","u8);
            if (select is null) buffer.Write(rows[i].Json);
            else
            {
                using var writer = new Utf8JsonWriter(buffer);
                rows[i].WriteSelected(writer, select);
            }
        }

        buffer.Write("]}"u8);
        var body = buffer.WrittenSpan.ToArray();
        return next is { } from
            ? new(200, body, ("Content-Type", Json), (Continuation.PartitionHeader, Continuation.Write(from.PartitionKey)), (Continuation.RowHeader, Continuation.Write(from.RowKey)))
            : new(200, body, ("Content-Type", Json));
    }
}

/// <summary>Where the next page begins: opaque to the client, and safe in a header.</summary>
internal static class Continuation
{
    public const string PartitionHeader = "x-ms-continuation-NextPartitionKey";
    public const string RowHeader = "x-ms-continuation-NextRowKey";

    public static string Write(string key) => "1!" + Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    public static string Read(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text[2..]));
}
