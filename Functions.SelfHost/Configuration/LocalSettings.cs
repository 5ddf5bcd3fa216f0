using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Configuration;

/// <summary>local.settings.json, as Functions Core Tools reads it.</summary>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string?> Values, HostSection Host)
{
    public const string FileKey = "SelfHost:LocalSettings";

    private const string FileName = "local.settings.json";

    private static readonly LocalSettings None = new(new Dictionary<string, string?>(), HostSection.Empty);

    public static LocalSettings Find(IConfiguration commandLine)
    {
        if (commandLine[FileKey] is { } named)
            return named.Length == 0 ? None : Read(named);

        string[] candidates = [Path.GetFullPath(FileName), Path.Combine(AppContext.BaseDirectory, FileName)];
        return Array.Find(candidates, File.Exists) is { } found ? Read(found) : None;
    }

    private static LocalSettings Read(string path)
    {
        using var json = JsonFile.Read(path);
        var root = json.RootElement;
        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw new InvalidOperationException($"{path} is encrypted. Decrypt it with `func settings decrypt`.");

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (root.TryGetProperty(nameof(Values), out var section))
        {
            foreach (var setting in section.EnumerateObject())
            {
                values[setting.Name.Replace("__", ":", StringComparison.Ordinal)] = setting.Value.ValueKind == JsonValueKind.String
                    ? setting.Value.GetString()
                    : throw new InvalidOperationException($"{path}: Values may hold only strings, and {setting.Name} is not one.");
            }
        }

        return new(values, root.TryGetProperty(nameof(Host), out var host) ? HostSection.From(host, path) : HostSection.Empty);
    }
}
