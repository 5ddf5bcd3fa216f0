namespace Functions.Reference;

/// <summary>Says that of some properties of a request's body only one may be given, for the API's description.</summary>
/// <param name="properties">Their names in C#.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneOfAttribute(params string[] properties) : Attribute
{
    public IReadOnlyList<string> Properties => properties;

    /// <summary>One of them must be given.</summary>
    public bool IsRequired { get; init; }
}
