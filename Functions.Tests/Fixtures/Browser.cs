using System.Diagnostics;
using Functions.Tests.Fixtures;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Functions.Tests.Fixtures;

/// <summary>
/// Real Chromium without a window, started when the first test asks for a page and shared by all. It resolves no name but this
/// machine's, so a page that needs something from elsewhere fails here.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private const float Patience = 60_000;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    ];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> started = new(StartAsync);

    /// <summary>A tab with storage, cache and cookies of its own.</summary>
    internal async Task<Tab> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var context = await (await started.Value).Chromium.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new Tab(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated) return;
        var (driver, chromium) = await started.Value;
        await chromium.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        var path = await FindAsync();
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Flags, Timeout = Patience }));
    }

    private static async Task<string> FindAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "tools", "chromium-install"), ["--find"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var search = Process.Start(start)!;
        var (path, trouble) = (search.StandardOutput.ReadToEndAsync(), search.StandardError.ReadToEndAsync());
        await search.WaitForExitAsync();
        return search.ExitCode == 0 ? (await path).Trim() : throw new InvalidOperationException(await trouble);
    }
}
