namespace ZoomSimulator.Rest;

/// <summary>Past meetings, and who was in them, are for paid plans: a free one gets 400, code 200.</summary>
internal sealed class PaidPlan(RateLimiter limiter, SimulatorOptions options)
{
    public ZoomError? Refusal =>
        limiter.Plan is AccountPlan.Free ? new ZoomError(400, 200, $"Only available for paid account: {options.AccountId}.") : null;
}
