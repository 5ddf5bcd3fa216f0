using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Pages;

/// <summary>The page of docs/frontend.md as somebody would serve it: on an origin of its own, with the SignalR client beside it.</summary>
internal sealed class PageServer(WebApplication app) : IAsyncDisposable
{
    private const string Client = "dashboard/node_modules/@microsoft/signalr/dist/browser/signalr.min.js";

    public string Origin => app.Urls.First();

    /// <summary>The code between the fences.</summary>
    public static string Page { get; } = Read();

    public static async Task<PageServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Text(Page, "text/html"));
        app.MapGet("/signalr.min.js", () => Results.File(Path.Combine(Repository.Root, Client), "text/javascript"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Read()
    {
        const string Fence = "```html\n";
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "frontend.md"));
        var start = text.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
