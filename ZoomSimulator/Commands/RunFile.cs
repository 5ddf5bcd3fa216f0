using System.Text.Json;

namespace ZoomSimulator.Commands;

/// <summary>Where the parts of a running system are, and the development keys to them.</summary>
internal sealed record RunFile(Uri Api, string Key, Uri Zoom, string SimToken)
{
    /// <summary>The file's content, or what is wrong with it.</summary>
    public static (RunFile? Run, string? Problem) Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            string Text(string name) => json.RootElement.GetProperty(name).GetString() ?? "";
            return (new RunFile(new Uri(Text("api")), Text("key"), new Uri(Text("zoom")), Text("sim_token")), null);
        }
        catch (IOException)
        {
            return (null, $"There is no {path}: start the system first.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or UriFormatException or InvalidOperationException)
        {
            return (null, $"{path} needs the members api, key, zoom and sim_token.");
        }
    }
}
