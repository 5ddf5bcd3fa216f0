using Microsoft.AspNetCore.Http;

namespace Functions.Host.SignalR;

/// <summary>Where the clients of hubs connect; they name their hub in the query: <c>/client/?hub=sessionhub</c>.</summary>
internal static class ClientPath
{
    public const string Root = "/client";

    public static bool Matches(PathString path) => path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);
}
