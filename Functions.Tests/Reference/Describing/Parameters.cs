using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Functions.Tests.Reference.Describing;

/// <summary>What a caller sends beside the body.</summary>
internal static class Parameters
{
    /// <summary>What the names in routes mean, unless a <see cref="DescriptionAttribute"/> says otherwise.</summary>
    private static readonly Dictionary<string, string> InRoutes = new(StringComparer.Ordinal)
    {
        ["session_id"] = "The session's id, as its creation gave it.",
        ["person_id"] = "Somebody in the meeting, by the `person_id` of the session's snapshot.",
        ["room_id"] = "A planned room of the session: `001`, `002` and so on.",
        ["id"] = "The `id`, as the list has it.",
    };

    public static JsonArray Of(Operation operation, Schemas schemas)
    {
        var inRoute = RoutePatternFactory.Parse(operation.Path).Parameters.Select(p => InRoute(operation, p));
        var declared = operation.Parameters.Select(p => Declared(p, schemas));
        return [.. inRoute, .. declared, .. operation.TakesPage ? Page() : [], .. operation.ChecksVersion ? [IfNoneMatch()] : Array.Empty<JsonNode>()];
    }

    private static JsonObject InRoute(Operation operation, RoutePatternParameterPart part)
    {
        var parameter = operation.Method.GetParameters().SingleOrDefault(p => p.Name == part.Name)
            ?? throw operation.Lacks($"the parameter {part.Name} of its route");
        var description = parameter.GetCustomAttribute<DescriptionAttribute>()?.Description ?? InRoutes.GetValueOrDefault(part.Name)
            ?? throw operation.Lacks($"[Description(\"…\")] on its parameter {part.Name}");
        return Parameter(part.Name, "path", description, isRequired: true, new JsonObject { ["type"] = "string" });
    }

    private static JsonObject Declared(TakesParameterAttribute declared, Schemas schemas)
    {
        var schema = schemas.Of(declared.Type);
        if (declared.Pattern is { } pattern) schema["pattern"] = pattern;
        if (declared.Values is { } values) schema["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
        return Parameter(declared.Name, declared is TakesQueryAttribute ? "query" : "header", declared.Description, declared.IsRequired, schema);
    }

    private static JsonNode[] Page() =>
    [
        Parameter("limit", "query", "How many to list at most.", isRequired: false, new JsonObject
        {
            ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Query.MostLimit, ["default"] = Query.DefaultLimit,
        }),
        Parameter("cursor", "query", "The `next_cursor` of the page before.", isRequired: false, new JsonObject { ["type"] = "string" }),
    ];

    private static JsonObject IfNoneMatch() =>
        Parameter(
            "If-None-Match", "header", "The `ETag` of an earlier answer: 304 if nothing has changed.", isRequired: false,
            new JsonObject { ["type"] = "string" });

    private static JsonObject Parameter(string name, string place, string description, bool isRequired, JsonObject schema)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["description"] = description };
        if (isRequired) parameter["required"] = true;
        parameter["schema"] = schema;
        return parameter;
    }
}
