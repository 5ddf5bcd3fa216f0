using System.Text.Json.Nodes;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Rest;

/// <summary>Reads what registrants are added or changed with.</summary>
internal static class RegistrantBody
{
    public static (RegistrantInput Input, IReadOnlyList<FieldError> Errors) Read(JsonObject body, string prefix)
    {
        List<FieldError> errors = [];
        var reader = new FieldReader(body, prefix, errors);
        var email = reader.Text("email", 128)?.Trim() ?? "";
        if (email.IndexOf('@', StringComparison.Ordinal) is not > 0 || email.EndsWith('@'))
            errors.Add(new FieldError(prefix + "email", "Invalid field."));
        var first = reader.Text("first_name", 64)?.Trim() ?? "";
        if (first.Length == 0)
            errors.Add(new FieldError(prefix + "first_name", "Invalid field."));
        return (new RegistrantInput(email, first, reader.Text("last_name", 64)?.Trim() ?? ""), errors);
    }

    /// <summary>The status that an action leads to, and the ids and addresses of those it is about.</summary>
    public static (RegistrantStatus? Status, IReadOnlySet<string> Asked) ReadStatus(JsonObject? body)
    {
        RegistrantStatus? status = Text(body, "action") switch
        {
            "approve" => RegistrantStatus.Approved,
            "cancel" or "deny" => RegistrantStatus.Denied,
            _ => null,
        };
        var people = (body?["registrants"] as JsonArray ?? []).OfType<JsonObject>();
        return (status, people.SelectMany(person => new[] { Text(person, "id"), Text(person, "email") }).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static string? Text(JsonObject? body, string name) => body?[name] is JsonValue value
        && value.TryGetValue<string>(out var text) ? text : null;
}
