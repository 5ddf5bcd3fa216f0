using System.Text.Json;

namespace Functions.Host.Configuration;

internal static class JsonFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static JsonDocument Read(string path)
    {
        try
        {
            var json = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json
                : throw WrongSettings.Named($"{path} must hold a JSON object.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw WrongSettings.Named($"{path} can't be read: {e.Message}");
        }
    }
}
