using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Functions.Http;

/// <summary>What a caller has already, by <c>If-None-Match</c>.</summary>
internal static class KnownVersion
{
    /// <summary>True for a GET of a caller who has the version of this ETag, weak or strong.</summary>
    public static bool Is(HttpRequest request, string etag) =>
        HttpMethods.IsGet(request.Method)
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(k => k.Tag == "*" || k.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: false));
}
