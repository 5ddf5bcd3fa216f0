using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Functions.Http;
using Functions.Presence;

namespace Functions.Sessions;

/// <summary>A snapshot with its version: a digest of everything else in the body, which is also the text of its ETag.</summary>
internal sealed record RenderedSnapshot(Snapshot Snapshot)
{
    public string ETag => $"\"{Snapshot.Version}\"";

    public static RenderedSnapshot Of(Snapshot snapshot)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(snapshot with { Version = "" }, ApiJson.Default.Snapshot);
        return new(snapshot with { Version = Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 16)) });
    }
}
