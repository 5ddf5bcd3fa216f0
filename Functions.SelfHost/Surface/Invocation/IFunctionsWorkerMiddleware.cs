using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of an invocation: the middleware that follows, and at last the function.</summary>
/// <param name="context">The invocation.</param>
/// <returns>A task that ends with the invocation.</returns>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "The worker's name.")]
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>
/// Code around every invocation. One instance serves all; take scoped services from <see cref="FunctionContext.InstanceServices"/>.
/// </summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Handles an invocation; not calling <paramref name="next"/> keeps the function from running.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="next">The rest of it.</param>
    /// <returns>A task that ends with the invocation.</returns>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
