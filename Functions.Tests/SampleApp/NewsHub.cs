using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Azure.SignalR.Management;

namespace SampleApp;

public enum NewsKind
{
    Good = 0,
    Bad = 1,
}

public sealed record News(string first_name, string? nothing, NewsKind kind, [property: JsonPropertyName("ignored")] string CamelCase);

public interface INewsClient
{
    Task Published(News news, CancellationToken cancellationToken);
}

[SignalRConnection("AzureSignalRConnectionString")]
public sealed class NewsHub(IServiceProvider services) : ServerlessHub<INewsClient>(services)
{
    public Task<BinaryData> JoinAsync(string? user, TimeSpan? lifetime = null) =>
        NegotiateAsync(lifetime is { } time ? new NegotiationOptions { UserId = user, TokenLifetime = time } : new NegotiationOptions { UserId = user });

    public Task PublishAsync(string user, News news, CancellationToken cancellationToken) =>
        Clients.User(user).Published(news, cancellationToken);
}

public sealed class PlainHub(IServiceProvider services) : ServerlessHub(services)
{
    public Task<BinaryData> JoinAsync(string? user = null) => NegotiateAsync(new NegotiationOptions { UserId = user });

    public Task PublishAsync(string user, string text) => Clients.User(user).SendAsync("Published", text);
}
