using Microsoft.AspNetCore.Http;

namespace Functions.SelfHost.SignalR;

/// <summary>
/// Clients name their hub in the query, <c>/client/?hub=sessionhub</c>; routing wants it in the path.
/// </summary>
internal static class ClientPath
{
    public const string Root = "/client";

    public static bool Matches(PathString path) => path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    public static Task Rewrite(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase, out var rest))
            request.Path = $"{Root}/{request.Query["hub"]}{rest}";

        return next(context);
    }
}
