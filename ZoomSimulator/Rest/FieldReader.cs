using System.Text.Json.Nodes;

namespace ZoomSimulator.Rest;

/// <summary>Reads members of one object and notes what is wrong, in Zoom's words.</summary>
internal sealed class FieldReader(JsonObject source, string prefix, List<FieldError> errors)
{
    public string? Text(string name, int max)
    {
        var value = Value<string>(name);
        return Check(name, value, value is null || value.Length <= max);
    }

    public string? OneOf(string name, params string[] allowed)
    {
        var value = Value<string>(name);
        return Check(name, value, value is null || allowed.Contains(value, StringComparer.Ordinal));
    }

    public int? Number(string name, Func<int, bool> allowed)
    {
        var value = Value<int?>(name);
        return Check(name, value, value is null || allowed(value.Value));
    }

    public bool? Flag(string name) => Value<bool?>(name);

    public JsonObject? Object(string name)
    {
        if (!source.TryGetPropertyValue(name, out var node) || node is null)
            return null;
        return Check(name, node as JsonObject, node is JsonObject);
    }

    public void Refuse(string name) => errors.Add(new FieldError(prefix + name, $"Invalid parameter: {name}."));

    private T? Check<T>(string name, T? value, bool good)
    {
        if (!good)
            Refuse(name);
        return value;
    }

    private T? Value<T>(string name)
    {
        if (!source.TryGetPropertyValue(name, out var node) || node is null)
            return default;
        if (node is JsonValue value && value.TryGetValue<T>(out var read))
            return read;
        Refuse(name);
        return default;
    }
}
