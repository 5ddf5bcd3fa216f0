using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Functions.SelfHost.Invocation;

internal static class JsonBody
{
    /// <summary>A top-level property of the body, if it is a JSON object that has it; the body stays readable from its start.</summary>
    public static async ValueTask<string?> PropertyAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return null;

        request.EnableBuffering();
        request.Body.Position = 0;
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Property(json.RootElement, name) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    private static string? Property(JsonElement body, string name)
    {
        foreach (var property in body.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null)
                return property.Value.ToString();
        }

        return null;
    }
}
