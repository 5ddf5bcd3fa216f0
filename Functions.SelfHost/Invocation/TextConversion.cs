using System.Globalization;
using System.Text.Json;

namespace Functions.SelfHost.Invocation;

/// <summary>Text to a parameter's type as the worker does it: times and ids by their own rules, all else as JSON.</summary>
internal static class TextConversion
{
    public static Func<string, object?> To(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string))
            return text => text;
        if (type == typeof(Guid))
            return text => Guid.Parse(text);
        if (type == typeof(DateTimeOffset))
            return text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (type == typeof(DateTime))
            return text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

        return text => JsonSerializer.Deserialize(text, type, JsonSerializerOptions.Default);
    }
}
