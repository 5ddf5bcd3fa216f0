using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Functions.Http;

/// <summary>
/// What every answer says to a browser that shows it by mistake: take it for nothing but what it is, run and frame nothing of it, tell
/// nobody where you were. An answer that is a page sets a policy of its own over this one.
/// </summary>
internal static class SecurityHeaders
{
    private const string ReferrerPolicy = "Referrer-Policy";
    private const string ResourcePolicy = "Cross-Origin-Resource-Policy";
    private const string ForwardedProto = "X-Forwarded-Proto";

    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers[ReferrerPolicy] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";

        // Concerns images, scripts and the like of other pages; a page that CORS lets in reads the answer all the same.
        headers[ResourcePolicy] = "same-origin";
        if (IsSecure(http.Request)) headers[HeaderNames.StrictTransportSecurity] = "max-age=31536000";
    }

    // TLS mostly ends before the app. Who lies about it gets a header that browsers do not heed without TLS.
    private static bool IsSecure(HttpRequest request) =>
        request.IsHttps || string.Equals(request.Headers[ForwardedProto].ToString(), Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
}
