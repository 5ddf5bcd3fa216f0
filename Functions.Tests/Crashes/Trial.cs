namespace Functions.Tests.Crashes;

/// <summary>One point: an operation with a fault at one of its calls, the recovery by others, and the judgement.</summary>
internal sealed record Point(Operation Operation, Call Call, CrashFault Fault, bool AtOnce = true)
{
    public override string ToString() => $"{Operation.Name}: {Fault} at {Call}; recovered by {(AtOnce ? "two at once" : "one after the other")}";
}

internal static class Trial
{
    /// <summary>Past the lease, again, and on until all late looks have been taken.</summary>
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(121), TimeSpan.FromSeconds(121), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(30),
        TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(25),
    ];

    /// <summary>Where leases end and lost meetings are looked for, others are at it at the same time, and it is done again.</summary>
    private static readonly int[] Crowded = [1, 2, 4];

    private const int HalfAnHour = 5;

    /// <summary>The calls of an operation that nothing happens to, and its outcome.</summary>
    public static async Task<(IReadOnlyList<Call> Calls, string Outcome)> UndisturbedAsync(World world, Operation operation)
    {
        await operation.Prepare(world);
        var plan = new CrashPlan(first: operation.First);
        var told = await ToldAsync(() => operation.Act(world, world.Start(plan)));
        await RecoverAsync(world, new CrashPlan(), atOnce: false);
        return (plan.Calls, await operation.Judge(world, told));
    }

    public static async Task<string> RunAsync(World world, Point point)
    {
        await point.Operation.Prepare(world);
        var plan = new CrashPlan(point.Fault, point.Call, point.Operation.First);
        var acting = ToldAsync(() => point.Operation.Act(world, world.Start(plan)));
        if (point.Fault.IsSlow()) await GoOnMeanwhileAsync(world, point.Operation, plan, acting);
        var told = await acting;
        if (!plan.Calls.Contains(point.Call)) return "not reached";
        await RecoverAsync(world, plan, point.AtOnce);
        return await point.Operation.Judge(world, told);
    }

    /// <summary>Whether the caller was told that it is done. Whatever else comes of it counts as a failure.</summary>
    public static async Task<bool> ToldAsync(Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
#pragma warning disable CA1031 // A process that dies does so with any exception.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static async Task GoOnMeanwhileAsync(World world, Operation operation, CrashPlan plan, Task acting)
    {
        await Task.WhenAny(plan.Reached, acting);
        if (!plan.Reached.IsCompleted) return;
        if (operation.Meanwhile is { } meanwhile) await meanwhile(world);
        world.PassTheLease();
        await ReconcileAsync(world.Healthy);
        if (plan.Fault.IsOverdue()) world.Clock.RingAll();
        plan.Release();
    }

    private static async Task RecoverAsync(World world, CrashPlan plan, bool atOnce)
    {
        if (plan is { Fault: CrashFault.ArrivesSoon, Late: { } soon }) await soon();
        var (one, other) = (world.Start(), atOnce ? world.Healthy : null);
        for (var step = 0; step < Steps.Length; step++)
        {
            world.Clock.Jump(Steps[step]);
            var isCrowded = Crowded.Contains(step);
            if (isCrowded && other is not null) await Task.WhenAll(ReconcileAsync(one), ReconcileAsync(other));
            else await ReconcileAsync(one);
            if (isCrowded) await ReconcileAsync(one);
            if (plan.Late is { } late && ((plan.Fault == CrashFault.ArrivesLate && step == 1) || (plan.Fault == CrashFault.ArrivesVeryLate && step == HalfAnHour))) await late();
        }
    }

    private static async Task ReconcileAsync(Instance instance) => Assert.Equal(0, await instance.ReconcileAsync());
}
