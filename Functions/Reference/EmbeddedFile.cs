using System.Buffers.Text;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Functions.Reference;

/// <summary>A file that is part of an assembly, as an answer with an ETag.</summary>
/// <param name="isGzip">It is compressed; whoever does not take that gets it unpacked.</param>
internal sealed class EmbeddedFile(Assembly assembly, string name, string contentType, bool isGzip = false) : IResult
{
    private readonly Lazy<string> version = new(() =>
    {
        using var content = Open(assembly, name);
        return Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(0, 16));
    });

    /// <summary>A digest of the content, fit for a URL.</summary>
    public string Version => version.Value;

    // Weak where the same content is sent in two encodings.
    private string ETag => isGzip ? $"W/\"{Version}\"" : $"\"{Version}\"";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = ETag;
        if (isGzip) response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (KnownVersion.Is(request, ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = contentType;
        var content = Open(assembly, name);
        if (isGzip && TakesGzip(request)) response.Headers.ContentEncoding = "gzip";
        else if (isGzip) content = new GZipStream(content, CompressionMode.Decompress);
        await using (content.ConfigureAwait(false)) await content.CopyToAsync(response.Body, httpContext.RequestAborted);
    }

    private static bool TakesGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var taken)
        && taken.Any(t => t.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && t.Quality is not 0);

    private static Stream Open(Assembly assembly, string name) =>
        assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{assembly.GetName().Name} holds no {name}.");
}
