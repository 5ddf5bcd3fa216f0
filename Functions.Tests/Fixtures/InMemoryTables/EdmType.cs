namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>The types that a property of an entity can have.</summary>
internal enum EdmType
{
    String,
    Int32,
    Int64,
    Double,
    Boolean,
    DateTime,
    Guid,
    Binary,
}

internal static class EdmTypes
{
    private const string Prefix = "Edm.";

    public static EdmType? Parse(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && Enum.TryParse<EdmType>(name.AsSpan(Prefix.Length), out var type) ? type : null;

    /// <summary>The annotation, or null for the types that JSON itself tells.</summary>
    public static string? Annotation(EdmType type) => type is EdmType.String or EdmType.Int32 or EdmType.Double or EdmType.Boolean ? null : Prefix + type;
}
