using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method of a public class a function.</summary>
/// <param name="name">
/// The function's name: a letter, then at most 127 letters, digits, <c>-</c> or <c>_</c>; unique in the app, not <c>host</c>.
/// </param>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Performance", "CA1813:Avoid unsealed attributes", Justification = "As the worker declares it.")]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
