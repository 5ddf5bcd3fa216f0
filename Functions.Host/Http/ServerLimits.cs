using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Functions.Host.Http;

/// <summary>
/// What one connection may cost. Whoever sends a byte now and then to keep it open is cut off; a body has Azure's host's limit
/// (104,857,600 bytes) and, below it, the worker's and the app's own.
/// </summary>
internal static class ServerLimits
{
    /// <summary>A body of known length is waited for so long.</summary>
    public static readonly TimeSpan WholeBody = TimeSpan.FromMinutes(2);

    /// <summary>The size of a body, in bytes, that the worker's own server takes.</summary>
    public const long WorkerBody = 30_000_000;

    private const long Body = 104_857_600;

    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10);

    // Longer than proxies keep their connections, so that none sends a request into one that was just closed.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);

    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = Body;
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = KeepAlive;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
    }
}
