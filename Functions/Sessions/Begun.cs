using Functions.Http;

namespace Functions.Sessions;

/// <summary>What was begun is finished: the caller may go away, and only a deadline of our own counts.</summary>
internal static class Begun
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25);

    public static async Task<Result<T>> FinishAsync<T>(TimeProvider time, Func<CancellationToken, Task<Result<T>>> finish)
        where T : notnull
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        try
        {
            return await finish(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Problems.ZoomTimeout;
        }
    }
}
