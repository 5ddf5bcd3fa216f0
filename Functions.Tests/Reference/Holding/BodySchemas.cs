using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Functions.Tests.Reference.Holding;

/// <summary>
/// The schemas of a document, for JSON Schema 2020-12. They are held strictly: a member that the document does not name is an error,
/// although callers are to expect more.
/// </summary>
internal sealed class BodySchemas
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<string, JsonSchema> known = new(StringComparer.Ordinal);
    private readonly JsonObject components;

    public BodySchemas(JsonObject document)
    {
        components = document["components"]!["schemas"]!.DeepClone().AsObject();
        foreach (var (_, schema) in components)
            if (schema!["properties"] is not null) schema["additionalProperties"] = false;
    }

    public IReadOnlyList<string> Errors(JsonNode schema, JsonElement value)
    {
        var result = known.GetOrAdd(schema.ToJsonString(), Build).Evaluate(value, Options);
        if (result.IsValid) return [];
        var errors = result.Details!.Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation} {e.Key}: {e.Value}"));
        return [.. errors.DefaultIfEmpty("it does not match.")];
    }

    private JsonSchema Build(string schema)
    {
        var whole = new JsonObject { ["$defs"] = components.DeepClone(), ["allOf"] = new JsonArray(JsonNode.Parse(schema)) };
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new() }, new Uri($"https://schemas.example/{Guid.NewGuid()}"));
    }
}
