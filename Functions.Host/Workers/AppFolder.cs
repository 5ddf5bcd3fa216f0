using Functions.Host.Configuration;
using Microsoft.Extensions.Configuration;

namespace Functions.Host.Workers;

/// <summary>The folder of a built function app: worker.config.json, host.json, the app itself.</summary>
internal sealed record AppFolder(string Path, string Executable, string Worker)
{
    /// <summary>Names the folder. Without it: <c>app</c> beside the host, else the current folder.</summary>
    public const string Setting = "FunctionsHost:App";

    private const string WorkerConfig = "worker.config.json";

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">There is no app; the message names the
    /// setting.</exception>
    public static AppFolder Find(IConfiguration configuration)
    {
        string[] candidates = configuration[Setting] is { Length: > 0 } named
            ? [System.IO.Path.GetFullPath(named)]
            : [System.IO.Path.Combine(AppContext.BaseDirectory, "app"), Directory.GetCurrentDirectory()];
        return Array.Find(candidates, IsApp) is { } folder
            ? Read(folder)
            : throw WrongSettings.Named($"FunctionsHost__App must be the folder of a built function app: there is no {WorkerConfig} in {string.Join(" or ", candidates)}.");
    }

    private static bool IsApp(string folder) => File.Exists(System.IO.Path.Combine(folder, WorkerConfig));

    private static AppFolder Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, WorkerConfig);
        using var json = JsonFile.Read(path);
        return json.RootElement.TryGetProperty("description", out var description)
            && description.TryGetProperty("defaultExecutablePath", out var executable) && executable.GetString() is { Length: > 0 } program
            && description.TryGetProperty("defaultWorkerPath", out var worker) && worker.GetString() is { Length: > 0 } app
                ? new(folder, program.Replace("{WorkerRoot}", folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal), app)
                : throw WrongSettings.Named($"{path} does not say how the worker is started: build the app with the worker's SDK.");
    }
}
