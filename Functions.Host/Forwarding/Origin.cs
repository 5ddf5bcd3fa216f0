using Microsoft.AspNetCore.Http;

namespace Functions.Host.Forwarding;

/// <summary>The headers that tell the worker where a request came from; what the caller says of it is replaced.</summary>
internal static class Origin
{
    public static IEnumerable<(string Name, string Value)> Of(HttpContext http) =>
    [
        ("X-Forwarded-For", http.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1"), ("X-Forwarded-Host", http.Request.Host.Value ?? ""),
        ("X-Forwarded-Proto", http.Request.Scheme),
    ];
}
