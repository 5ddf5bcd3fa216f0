using Azure;
using Azure.Identity;

namespace Functions.Storage;

/// <summary>Exceptions which mean that storage, or the identity for it, is away.</summary>
internal static class StorageFailure
{
    /// <summary>
    /// The client throws what one attempt met, or all of them together; an attempt that took too long is a cancellation of its own, so
    /// ask only when neither the caller nor a deadline of ours has cancelled.
    /// </summary>
    public static bool IsStorageAway(this Exception exception) => exception switch
    {
        RequestFailedException or TimeoutException or AuthenticationFailedException or OperationCanceledException => true,
        AggregateException all => all.InnerExceptions.All(IsStorageAway),
        _ => false,
    };
}
