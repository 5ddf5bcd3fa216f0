namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation answers; middleware may replace it.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>The value the function returned, or what middleware put in its place.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>What an invocation answers, whatever its type.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
}
