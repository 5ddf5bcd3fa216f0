using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Functions.Tests.Fixtures;

/// <summary>A page in Chromium, and what went wrong in it.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> troubles = new();

    public Tab(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        context.WebError += (_, error) => troubles.Enqueue($"not caught: {error.Error}");
        context.Console += (_, line) =>
        {
            if (line.Type == "error") troubles.Enqueue($"console: {line.Text} ({line.Location})");
        };
        context.Request += (_, request) =>
        {
            if (IsElsewhere(request.Url)) troubles.Enqueue($"request to elsewhere: {request.Url}");
        };
        page.WebSocket += (_, socket) =>
        {
            if (IsElsewhere(socket.Url)) troubles.Enqueue($"connection to elsewhere: {socket.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>
    /// Exceptions that nobody caught, errors on the console (an answer of 400 and more is one) and requests that leave this machine.
    /// </summary>
    public IReadOnlyCollection<string> Troubles => troubles;

    public ValueTask DisposeAsync() => new(context.CloseAsync());

    private static bool IsElsewhere(string address) => new Uri(address) is { IsLoopback: false, Scheme: "http" or "https" or "ws" or "wss" };
}
