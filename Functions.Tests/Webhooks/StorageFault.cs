using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Functions.Tests.Webhooks;

/// <summary>What happens to a call on its way to storage, or to its answer on the way back.</summary>
public enum StorageFault
{
    None,
    Refused,
    BrokenBefore,
    HangsBefore,

    /// <summary>The call takes effect; the answer is lost.</summary>
    BrokenAfter,
    HangsAfter,

    /// <summary>The call arrives after the caller has given it up.</summary>
    AppliedLate,
    RefusedFromHere,
    BrokenFromHere,
    HangsFromHere,
}

/// <summary>Which of the calls made for one webhook request is hit. It travels with the request, so that many can be under way.</summary>
internal sealed class FaultPlan(StorageFault fault, int at)
{
    /// <summary>Names the plan in a request: what is ambient here does not cross the wire to the worker.</summary>
    public const string Header = "x-fault-plan";

    private static readonly AsyncLocal<FaultPlan?> Ambient = new();
    private static readonly ConcurrentDictionary<string, FaultPlan> Known = new(StringComparer.Ordinal);
    private int calls;

    public static FaultPlan? Current => Ambient.Value;

    public string Id { get; } = Guid.NewGuid().ToString();

    public int Calls => Volatile.Read(ref calls);

    /// <summary>What arrives late, to be waited for before the rows are compared.</summary>
    public List<Task> Late { get; } = [];

    /// <summary>Makes the request under this plan.</summary>
    public async Task<T> Around<T>(Func<Task<T>> request)
    {
        Ambient.Value = this;
        Known[Id] = this;
        try
        {
            return await request();
        }
        finally
        {
            Known.TryRemove(Id, out _);
        }
    }

    /// <summary>What happens to the call that is being made now.</summary>
    public StorageFault Next()
    {
        var call = Interlocked.Increment(ref calls);
        if (call == at) return fault;
        return call < at ? StorageFault.None : fault switch
        {
            StorageFault.RefusedFromHere or StorageFault.BrokenFromHere or StorageFault.HangsFromHere => fault,
            _ => StorageFault.None,
        };
    }

    /// <summary>In the worker: takes the plan that a request names.</summary>
    internal sealed class Middleware : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var id = context.GetHttpContext()?.Request.Headers[Header].ToString();
            Ambient.Value = string.IsNullOrEmpty(id) ? null : Known.GetValueOrDefault(id);
            await next(context);
        }
    }
}
