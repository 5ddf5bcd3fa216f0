namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function of the app.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The path of the assembly that holds the function.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The method's full name: <c>Namespace.Class.Method</c>.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The function's id.</summary>
    public abstract string Id { get; }

    /// <summary>The function's name.</summary>
    public abstract string Name { get; }
}
