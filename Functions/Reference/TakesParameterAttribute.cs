using System.Diagnostics.CodeAnalysis;
using Functions.Http;

namespace Functions.Reference;

/// <summary>Says which query parameter or header a function reads, for the API's description.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class TakesParameterAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public string Description => description;

    /// <summary>Text, a number, a truth value or an enum, whose values are then listed.</summary>
    public Type Type { get; init; } = typeof(string);

    /// <summary>All values of a text, where there are but a few.</summary>
    public string[]? Values { get; init; }

    public bool IsRequired { get; init; }

    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Pattern { get; init; }
}

/// <inheritdoc/>
public sealed class TakesQueryAttribute(string name, string description) : TakesParameterAttribute(name, description);

/// <inheritdoc/>
public sealed class TakesHeaderAttribute(string name, string description) : TakesParameterAttribute(name, description);

/// <summary>
/// Says that a function gives a list in pages: it reads <c>limit</c> (<see cref="Query.Limit"/>) and <c>cursor</c> (<see cref="Cursor"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesPageAttribute : Attribute;

/// <summary>Says that a function answers 304 to a caller who knows the version that there is (<see cref="KnownVersion"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChecksVersionAttribute : Attribute;
