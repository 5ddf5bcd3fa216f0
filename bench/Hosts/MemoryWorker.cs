using System.Globalization;
using Bench.Storage;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bench.Hosts;

/// <summary>This program as a worker of the host: the function app, its storage answered in memory. <c>memory/worker.config.json</c> starts it.</summary>
internal static class MemoryWorker
{
    /// <summary>Says that this process is the worker, and how many classes of how many students it has: <c>50 20</c>.</summary>
    public const string Variable = "BENCH_CLASSES";

    /// <summary>The folder that the host is told.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "memory");

    public static async Task RunAsync(string classes)
    {
        // The functions lie beside this program, not in the folder that the host knows.
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
        var numbers = classes.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var tables = new Tables(new MemoryTableService());
        await PlantedClass.AddAsync(tables, numbers[0], numbers[1]);
        await AppHost.Worker([], b => b.Services.AddSingleton(tables).AddKeyedSingleton(Tables.ForWebhooks, tables)).Build().RunAsync();
    }
}
