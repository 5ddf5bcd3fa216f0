using Functions.SelfHost.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Access to the result of an invocation.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result of the invocation. Setting its value before or instead of calling the function answers the caller.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>A view of the result; writes go through.</returns>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => HostedContext.From(context).Result;

    /// <summary>The result of the invocation as a <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">What the value must be.</typeparam>
    /// <param name="context">The invocation.</param>
    /// <returns>A view of the result; writes go through.</returns>
    /// <exception cref="InvalidOperationException">There is a value, and it is not a <typeparamref name="T"/>.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context)
    {
        var result = HostedContext.From(context).Result;
        return result.Value is null or T
            ? new TypedInvocationResult<T>(result)
            : throw new InvalidOperationException($"The invocation's result is a {result.Value.GetType()}, not a {typeof(T)}.");
    }
}
