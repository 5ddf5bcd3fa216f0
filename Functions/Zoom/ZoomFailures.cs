using Polly.Timeout;

namespace Functions.Zoom;

/// <summary>Exceptions of a call, told apart by what they mean.</summary>
internal static class ZoomFailures
{
    /// <summary>No connection was made, so Zoom cannot have acted.</summary>
    public static bool NeverSent(Exception failure) => failure switch
    {
        HttpRequestException http => http.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
        _ => IsConnectTimeout(failure),
    };

    public static bool IsTimeout(Exception failure) => failure is TimeoutRejectedException or OperationCanceledException;

    public static bool IsWorthAnotherAttempt(Exception? failure) =>
        failure is HttpRequestException or TimeoutRejectedException || IsConnectTimeout(failure);

    public static ZoomError ToError(Exception failure, ZoomRequestState state) => ToError(failure) with { Ambiguous = state.MayHaveActed };

    private static ZoomError ToError(Exception failure) =>
        failure is ZoomHeldBackException heldBack ? heldBack.Error
        : IsTimeout(failure) ? new(ZoomErrorKind.Timeout, Message: "Zoom did not answer in time.")
        : new(ZoomErrorKind.Unavailable, Message: "Zoom could not be reached.");

    private static bool IsConnectTimeout(Exception? failure) => failure is OperationCanceledException { InnerException: TimeoutException };
}
