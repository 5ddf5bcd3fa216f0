using System.Text.Json;
using System.Text.Json.Nodes;
using Functions.Tests.Fixtures;
using Json.Schema;

namespace Functions.Tests.Simulator;

/// <summary>
/// What Zoom publishes of its answers and events, member by member, in the folder <c>Schemas</c>. A shape is written short: a name
/// stands for another shape or for a kind of <c>kinds.json</c>, <c>?</c> marks what may be missing, <c>=a|b</c> and <c>#1|2</c> are the
/// texts and numbers that may be, brackets a list, and <c>&lt;</c> takes over another shape's members. What a shape does not name must
/// not be there.
/// </summary>
internal sealed class ZoomSchemas
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    private readonly Dictionary<string, JsonObject> shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    public ZoomSchemas()
    {
        var definitions = Read("kinds");
        foreach (var (name, shape) in new[] { "meetings", "people", "events" }.SelectMany(Read)) shapes[name] = shape!.AsObject();
        foreach (var (name, shape) in shapes) definitions[name] = Schema(shape);
        foreach (var name in shapes.Keys)
        {
            var whole = new JsonObject { ["$defs"] = definitions.DeepClone(), ["$ref"] = $"#/$defs/{name}" };
            schemas[name] = JsonSchema.FromText(whole.ToJsonString(), new BuildOptions { SchemaRegistry = new() },
                new Uri($"https://schemas.example/{name}"));
        }

        Answers = Read("answers").ToDictionary(answer => answer.Key, answer => answer.Value?.GetValue<string>(), StringComparer.Ordinal);
    }

    /// <summary>The shape of each call's answer; null where it has no body.</summary>
    public IReadOnlyDictionary<string, string?> Answers { get; }

    public IEnumerable<string> Events => shapes.Keys.Where(name => name.Contains('.', StringComparison.Ordinal));

    /// <summary>What is wrong with it, member by member; empty when it is as published.</summary>
    public IReadOnlyList<string> Errors(string shape, JsonElement value)
    {
        if (!schemas.TryGetValue(shape, out var schema)) return [$"Nothing is published of {shape}."];
        var result = schema.Evaluate(value, Options);
        if (result.IsValid) return [];
        var errors = result.Details!.Where(d => d.Errors is not null)
            .SelectMany(d => d.Errors!.Select(e => $"{shape}{d.InstanceLocation} {e.Key}: {e.Value}"));
        return [.. errors.DefaultIfEmpty($"{shape}: it does not match.")];
    }

    private JsonObject Schema(JsonNode? shape) => shape switch
    {
        JsonArray list => new JsonObject { ["type"] = "array", ["items"] = Schema(list[0]) },
        JsonObject members => Object(members),
        _ => shape!.GetValue<string>() switch
        {
            ['=', .. var texts] =>
                new JsonObject { ["enum"] = new JsonArray([.. texts.Split('|').Select(text => JsonValue.Create(text))]) },
            ['#', .. var numbers] =>
                new JsonObject { ["enum"] = new JsonArray([.. numbers.Split('|').Select(n => JsonValue.Create(int.Parse(n, null)))]) },
            var name => new JsonObject { ["$ref"] = $"#/$defs/{name}" },
        },
    };

    private JsonObject Object(JsonObject members)
    {
        var all = AllOf(members).ToList();
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. all.Where(m => !m.Key.EndsWith('?')).Select(m => JsonValue.Create(m.Key))]),
            ["properties"] = new JsonObject(all.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key.TrimEnd('?'), Schema(m.Value)))),
            ["additionalProperties"] = false,
        };
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> AllOf(JsonObject members) =>
        (members["<"] is { } other ? AllOf(shapes[other.GetValue<string>()]) : []).Concat(members.Where(m => m.Key != "<"));

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "Functions.Tests", "Simulator", "Schemas",
            file + ".json")))!.AsObject();
}
