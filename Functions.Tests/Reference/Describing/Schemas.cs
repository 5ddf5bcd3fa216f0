using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Functions.Http;
using Functions.Reference;
using Functions.Webhooks;

namespace Functions.Tests.Reference.Describing;

/// <summary>
/// JSON Schemas of the app's types, made from the same source-generated metadata that reads and writes them. Objects and enums become
/// components; those of requests refuse unknown fields, as the app does.
/// </summary>
internal sealed class Schemas(XmlComments comments)
{
    private static readonly JsonSerializerContext[] Contexts = [ApiJson.Default, WebhookJson.Default];

    private readonly SortedDictionary<string, (Type Type, bool IsRequest, JsonObject Schema)> components = new(StringComparer.Ordinal);

    public JsonObject Components() => new(components.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value.Schema.DeepClone())));

    /// <summary>Changes a component that is there.</summary>
    public JsonObject Component(Type type) => components[type.Name].Schema;

    public JsonObject Of(Type type, bool isRequest = false)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return Typed("string");
        if (type == typeof(bool)) return Typed("boolean");
        if (type == typeof(int)) return Typed("integer", "int32");
        if (type == typeof(long)) return Typed("integer", "int64");
        if (type == typeof(DateTimeOffset)) return Typed("string", "date-time");
        if (type == typeof(JsonObject)) return Typed("object");
        if (type.IsEnum) return Component(type, isRequest, EnumOf);
        var info = Contexts.Select(c => c.GetTypeInfo(type)).FirstOrDefault(i => i is not null)
            ?? throw new NotSupportedException($"{type}: no JSON context of the app knows this type.");
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => Listed(Of(info.ElementType!, isRequest)),
            JsonTypeInfoKind.Dictionary => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(info.ElementType!, isRequest) },
            JsonTypeInfoKind.Object => Component(type, isRequest, _ => ObjectOf(info, isRequest)),
            _ => throw new NotSupportedException($"{type}: its converter hides what it is."),
        };
    }

    private JsonObject Component(Type type, bool isRequest, Func<Type, JsonObject> make)
    {
        if (!components.TryGetValue(type.Name, out var known))
        {
            components[type.Name] = known = (type, isRequest, []);
            if (comments.Of(type) is { } description) known.Schema["description"] = description;
            foreach (var (keyword, value) in make(type).ToList()) known.Schema[keyword] = value?.DeepClone();
        }

        if (known.Type != type) throw new NotSupportedException($"{type} and {known.Type} would be one component.");
        if (known.IsRequest != isRequest && !type.IsEnum)
            throw new NotSupportedException($"{type} is both sent and answered: it needs a type for each.");
        return new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" };
    }

    private static JsonObject EnumOf(Type type)
    {
        var options = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };
        var values = Enum.GetValues(type).Cast<object>().Select(v => JsonSerializer.SerializeToNode(v, type, options));
        return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. values]) };
    }

    private JsonObject ObjectOf(JsonTypeInfo info, bool isRequest)
    {
        // A property that JSON leaves out is listed all the same, without a getter.
        var shown = info.Properties.Where(p => p.Get is not null).Select(p => (Json: p, Member: (PropertyInfo)p.AttributeProvider!)).ToList();
        var required = shown
            .Where(p => isRequest ? p.Json.IsRequired || IsMarked<RequiredAttribute>(p.Member) : !MayBeAbsent(p.Member))
            .Select(p => p.Json.Name);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(shown.Select(p => KeyValuePair.Create(p.Json.Name, (JsonNode?)PropertyOf(p.Json, p.Member, isRequest)))),
        };
        if (required.ToArray() is { Length: > 0 } names) schema["required"] = Names(names);
        if (isRequest) schema["additionalProperties"] = false;
        if (info.Type.GetCustomAttribute<OneOfAttribute>() is { } rule)
            Alternatives.Add(schema, rule, [.. rule.Properties.Select(n => shown.Single(p => p.Member.Name == n).Json.Name)]);
        return schema;
    }

    private JsonObject PropertyOf(JsonPropertyInfo json, PropertyInfo member, bool isRequest)
    {
        var schema = json.CustomConverter switch
        {
            IdText => Id(),
            IdTexts => Listed(Id()),
            _ => Of(json.PropertyType, isRequest),
        };
        Constraints.Add(schema, member);
        if (IsNullable(json) && !IsMarked<RequiredAttribute>(member) && !MayBeAbsent(member)) schema = OrNull(schema);
        if (comments.Of(member) is { } description) schema["description"] = description;
        return schema;
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is not { } type) return new JsonObject { ["anyOf"] = new JsonArray(schema, Typed("null")) };
        schema["type"] = new JsonArray([.. type is JsonArray several ? several.Select(t => t!.DeepClone()) : [type.DeepClone()], "null"]);
        if (schema["enum"] is JsonArray values) values.Add((JsonNode?)null);
        return schema;
    }

    private static JsonObject Typed(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null) schema["format"] = format;
        return schema;
    }

    private static JsonObject Id() => new() { ["type"] = Names(["string", "integer"]) };

    private static JsonObject Listed(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(n => JsonValue.Create(n))];

    private static bool IsNullable(JsonPropertyInfo json) =>
        json.PropertyType.IsValueType ? Nullable.GetUnderlyingType(json.PropertyType) is not null : json.IsGetNullable;

    private static bool MayBeAbsent(PropertyInfo member) => member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingNull;

    private static bool IsMarked<T>(PropertyInfo member)
        where T : Attribute => member.IsDefined(typeof(T));
}
