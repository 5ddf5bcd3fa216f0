using ZoomSimulator.Clock;

namespace ZoomSimulator.Faults;

/// <summary>A call whose answer is late or never comes, and whose effect may still happen after the caller has given up.</summary>
internal sealed class LateAnswer(SimClock clock)
{
    public async Task RunAsync(HttpContext context, RequestDelegate next, ApiFault fault)
    {
        var gone = context.RequestAborted;
        context.Request.EnableBuffering();
        await context.Request.Body.CopyToAsync(Stream.Null, gone);
        context.Request.Body.Position = 0;
        // From here on the caller's patience no longer matters for the effect.
        context.RequestAborted = CancellationToken.None;

        var answer = fault.ApplyAfterMs is { } wait ? await ApplyAsync(context, next, wait) : null;
        if (fault.AnswerAfterMs is not { } late || answer is null)
        {
            await NeverAsync(gone);
            return;
        }
        await Task.Delay(TimeSpan.FromMilliseconds(late), clock, CancellationToken.None);
        if (!gone.IsCancellationRequested)
            await answer.SendAsync(context, answer.Length);
    }

    private async Task<BufferedAnswer> ApplyAsync(HttpContext context, RequestDelegate next, int wait)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(wait), clock, CancellationToken.None);
        return await BufferedAnswer.RunAsync(context, next);
    }

    private async Task NeverAsync(CancellationToken gone)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, gone);
        }
        catch (OperationCanceledException)
        {
            // The caller has hung up, which is all this waited for.
        }
    }
}
