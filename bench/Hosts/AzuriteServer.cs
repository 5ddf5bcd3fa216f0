using System.Diagnostics;
using Azure.Data.Tables;
using Functions.Storage;

namespace Bench.Hosts;

/// <summary>The table emulator in memory, with very many accounts: each measurement takes one that nobody used before.</summary>
internal sealed class AzuriteServer : IDisposable
{
    private const string Key = "a2V5LW9mLXRoZS1iZW5jaG1hcmtz";
    private const int Accounts = 2000;

    private readonly Process process;
    private int taken;

    private AzuriteServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public static async Task<AzuriteServer> StartAsync()
    {
        var port = Listening.FreePort();
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                "dashboard/node_modules/azurite/dist/src/table/main.js", "--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry",
                "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"{NameOf(n)}:{Key}")) },
        };
        var started = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        await Listening.WaitAsync(port, TimeSpan.FromSeconds(20));
        return new(started, port);
    }

    /// <summary>An account that nobody else uses. All names are equally long, so that one fits in another's place.</summary>
    public StorageAccount NewAccount() => new(NameOf(Interlocked.Increment(ref taken)), Key, Port);

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static string NameOf(int number) => $"bench{number:D5}";
}

/// <summary>An account of the emulator.</summary>
internal sealed record StorageAccount(string Name, string Key, int Port)
{
    public Uri Endpoint => new($"http://127.0.0.1:{Port}/{Name}");

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};TableEndpoint={Endpoint}";

    /// <summary>Its tables, made if need be.</summary>
    public async Task<Tables> TablesAsync()
    {
        var tables = new Tables(new TableServiceClient(ConnectionString));
        await Task.WhenAll(tables.All.Select(t => t.CreateIfNotExistsAsync()));
        return tables;
    }
}
