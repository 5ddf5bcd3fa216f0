using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Functions.Host.Configuration;

/// <summary>local.settings.json, as Functions Core Tools reads it.</summary>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string?> Values, HostSection Host)
{
    public const string FileKey = "FunctionsHost:LocalSettings";

    private const string FileName = "local.settings.json";

    private static readonly LocalSettings None = new(new Dictionary<string, string?>(), HostSection.Empty);

    public static LocalSettings Find(IConfiguration environment, string? appDirectory, WrongSettings wrong)
    {
        if (environment[FileKey] is { } named)
            return named.Length == 0 ? None : Read(named, wrong);

        string[] candidates = [Path.GetFullPath(FileName), Path.Combine(appDirectory ?? AppContext.BaseDirectory, FileName)];
        return Array.Find(candidates, File.Exists) is { } found ? Read(found, wrong) : None;
    }

    private static LocalSettings Read(string path, WrongSettings wrong)
    {
        using var json = JsonFile.Read(path);
        var root = json.RootElement;
        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw WrongSettings.Named($"{path} is encrypted. Decrypt it with `func settings decrypt`.");

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (root.TryGetProperty(nameof(Values), out var given))
        {
            foreach (var setting in given.EnumerateObject())
            {
                values[setting.Name.Replace("__", ":", StringComparison.Ordinal)] = setting.Value.ValueKind == JsonValueKind.String
                    ? setting.Value.GetString()
                    : throw WrongSettings.Named($"{path}: Values may hold only strings, and {setting.Name} is not one.");
            }
        }

        var section = root.TryGetProperty(nameof(Host), out var host) ? wrong.Try(() => HostSection.From(host, path), HostSection.Empty) : HostSection.Empty;
        return new(values, section);
    }
}
