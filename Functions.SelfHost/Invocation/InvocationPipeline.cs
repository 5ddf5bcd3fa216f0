using Microsoft.Azure.Functions.Worker.Middleware;

namespace Functions.SelfHost.Invocation;

/// <summary>The middleware in the order added; the first is the outermost.</summary>
internal sealed class InvocationPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> next) => middleware.Add(next);

    public FunctionExecutionDelegate Around(FunctionExecutionDelegate function) =>
        Enumerable.Reverse(middleware).Aggregate(function, (inner, next) => next(inner));
}
