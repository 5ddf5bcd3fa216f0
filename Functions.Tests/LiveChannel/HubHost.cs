using System.Net;
using System.Text;
using System.Text.Json;
using SampleApp;
using Functions.Tests.Host;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.LiveChannel;

/// <summary>A host with two hubs, whose signing key the tests know.</summary>
public sealed class HubHost : IAsyncLifetime
{
    public static readonly byte[] SigningKey = Encoding.UTF8.GetBytes(RunningHost.SignalRKey);

    internal RunningHost Running { get; private set; } = null!;

    internal NewsHub News => Running.Services.GetRequiredService<NewsHub>();

    internal PlainHub Plain => Running.Services.GetRequiredService<PlainHub>();

    public async ValueTask InitializeAsync() => Running = await RunningHost.StartAsync(builder =>
    {
        builder.Services.AddServerlessHub<NewsHub>();
        builder.Services.AddServerlessHub<PlainHub>();
        builder.Services.AddTransient<NewsHub>();
        builder.Services.AddTransient<PlainHub>();
    });

    public ValueTask DisposeAsync() => Running.DisposeAsync();

    internal static (string Url, string Token) Read(BinaryData negotiated)
    {
        using var json = JsonDocument.Parse(negotiated);
        return (json.RootElement.GetProperty("url").GetString()!, json.RootElement.GetProperty("accessToken").GetString()!);
    }

    internal static HubConnection Connection(string url, string? token, HttpTransportType transport = HttpTransportType.WebSockets) =>
        new HubConnectionBuilder()
            .WithUrl(url, transport, options => options.AccessTokenProvider = () => Task.FromResult(token))
            .Build();

    internal static async Task<HttpStatusCode?> RefusalAsync(string url, string? token)
    {
        await using var connection = Connection(url, token);
        return (await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync())).StatusCode;
    }
}
