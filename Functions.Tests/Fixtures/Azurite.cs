using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Functions.Tests.Fixtures;

/// <summary>The real table emulator, in memory, on a port of its own.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private const string Account = "devstoreaccount";
    private const int Accounts = 250;
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? process;
    private int port;
    private int accountsTaken = 1;

    /// <summary>The account that most tests share.</summary>
    public string ConnectionString => ConnectionStringOf(1);

    /// <summary>An account that nobody else uses: for tests that go through all there is.</summary>
    public string NewAccount()
    {
        var account = Interlocked.Increment(ref accountsTaken);
        return account <= Accounts ? ConnectionStringOf(account) : throw new InvalidOperationException("Raise the number of accounts.");
    }

    private string ConnectionStringOf(int account) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account}{account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account}{account}";

    public async ValueTask InitializeAsync()
    {
        port = FreePort();
        var script = Path.Combine(Repository.Root, "dashboard", "node_modules", "azurite", "dist", "src", "table", "main.js");
        if (!File.Exists(script)) throw new InvalidOperationException("Azurite is not installed: run tools/npm-install dashboard, or ./test.");
        process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { script, "--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--tableHost", "127.0.0.1", "--tablePort", $"{port}" },
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            Environment = { ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"{Account}{n}:{Key}")) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient();
        await Eventually.Async(async () =>
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/devstoreaccount1"));
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
