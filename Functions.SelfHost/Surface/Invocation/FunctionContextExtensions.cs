using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Access to the HTTP request of an invocation.</summary>
public static class FunctionContextExtensions
{
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>The HTTP context of the invocation.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>
    /// Null for a timer, and in middleware that was registered before <c>ConfigureFunctionsWebApplication</c>.
    /// </returns>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
