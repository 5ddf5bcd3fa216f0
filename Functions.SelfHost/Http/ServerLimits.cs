using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Functions.SelfHost.Http;

/// <summary>
/// What one connection may cost. Whoever sends a byte now and then to keep it open is cut off; a body's size is the worker's limit
/// (30,000,000 bytes) and, below it, the app's own.
/// </summary>
internal static class ServerLimits
{
    /// <summary>A body of known length is waited for so long.</summary>
    public static readonly TimeSpan WholeBody = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10);

    // Longer than proxies keep their connections, so that none sends a request into one that was just closed.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);

    public static void Set(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = KeepAlive;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
    }
}
