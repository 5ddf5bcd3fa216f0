using System.Text.Json.Nodes;
using Functions.Reference;

namespace Functions.Tests.Reference.Describing;

/// <summary>Properties of which one excludes the others. Null counts as absent, as it does for the app.</summary>
internal static class Alternatives
{
    public static void Add(JsonObject schema, OneOfAttribute rule, IReadOnlyList<string> names)
    {
        var choices = names.Select(name => Given(schema, name)).ToArray<JsonNode?>();
        if (rule.IsRequired) schema["oneOf"] = new JsonArray(choices);
        else schema["not"] = new JsonObject { ["allOf"] = new JsonArray(choices) };
    }

    private static JsonObject Given(JsonObject schema, string name)
    {
        var type = schema["properties"]![name]!["type"]!.AsArray().Single(t => t!.GetValue<string>() != "null")!;
        return new JsonObject
        {
            ["required"] = new JsonArray(name),
            ["properties"] = new JsonObject { [name] = new JsonObject { ["type"] = type.DeepClone() } },
        };
    }
}
