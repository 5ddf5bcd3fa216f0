namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>A GUID, new for each invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's id: stable, the same for each invocation.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What middleware and the function want to share during this invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>
    /// HTTP: fires when the client goes away. Timer: fires when the host stops.
    /// </summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
