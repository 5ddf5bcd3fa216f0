using System.Text.Json.Nodes;

namespace Functions.Reference;

/// <summary>
/// Says which JSON body a function reads, for the API's description: the function reads it by itself. What every read of a body may be
/// refused with need not be said.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class TakesBodyAttribute(Type type) : Attribute
{
    public Type Type => type;

    /// <summary>No body at all is fine too.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Another content type in which the same may be sent, as text.</summary>
    public string? AlsoAs { get; init; }

    /// <summary>Whether fields are checked. A <see cref="JsonObject"/> may hold anything.</summary>
    public bool IsChecked => type != typeof(JsonObject);
}

/// <inheritdoc/>
public sealed class TakesBodyAttribute<T>() : TakesBodyAttribute(typeof(T));
