using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;

namespace Functions.SignalRService;

/// <summary>A hub at the service: messages go over the service's REST API, and clients get a token for it.</summary>
internal sealed class ServiceHub : IDisposable
{
    private const string ApiVersion = "2022-06-01";

    private readonly ServiceConnection connection;
    private readonly HttpClient http;
    private readonly string name;
    private readonly ServiceProvider services;
    private readonly Lazy<object> clients;

    /// <param name="hubType">The class of the hub; the service knows it by the class's name in lower case.</param>
    /// <param name="connection">Where the service is, and the key to it.</param>
    /// <param name="transport">The way there.</param>
    public ServiceHub(Type hubType, ServiceConnection connection, ServiceTransport transport)
    {
        this.connection = connection;
        http = transport.Client();
        name = hubType.Name.ToLowerInvariant();

        // ASP.NET Core's own SignalR makes the clients, typed ones too; only the way to them is another.
        var own = new ServiceCollection();
        own.AddLogging();
        own.AddSignalRCore();
        own.AddSingleton(this).AddSingleton(typeof(HubLifetimeManager<>), typeof(RestLifetimeManager<>));
        services = own.BuildServiceProvider();
        clients = new(() => HubClients.Of(hubType, services));
    }

    public object Clients => clients.Value;

    public BinaryData Negotiate(NegotiationOptions options)
    {
        var url = $"{connection.ClientEndpoint}/client/?hub={name}";
        var token = connection.ForClient(url, options.UserId, options.TokenLifetime);
        return BinaryData.FromBytes(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Negotiated(url, token), NegotiatedJson.Default.Negotiated));
    }

    /// <exception cref="HttpRequestException">The service is away, or refuses the message.</exception>
    public async Task SendToUserAsync(string userId, string method, object?[] arguments, CancellationToken cancellationToken)
    {
        var url = $"{connection.Endpoint}/api/hubs/{name}/users/{Uri.EscapeDataString(userId)}/:send";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{url}?api-version={ApiVersion}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", connection.ForSender(url));
        request.Content = new StringContent(JsonConvert.SerializeObject(new Message(method, arguments)), Encoding.UTF8, MediaTypeNames.Application.Json);
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        http.Dispose();
        services.Dispose();
    }

    private sealed record Message([property: JsonProperty("target")] string Target, [property: JsonProperty("arguments")] object?[] Arguments);
}
