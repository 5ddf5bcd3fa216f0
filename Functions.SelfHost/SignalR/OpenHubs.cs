using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.SignalR.Management;

namespace Functions.SelfHost.SignalR;

/// <summary>A hub that clients can connect to.</summary>
internal sealed class OpenHub(string name, Lazy<object> clients, ClientTokens tokens)
{
    public object Clients => clients.Value;

    public BinaryData Negotiate(NegotiationOptions options)
    {
        var (url, token) = tokens.Issue(name, options.UserId, options.TokenLifetime);
        return BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(new Negotiated(url, token), NegotiatedJson.Default.Negotiated));
    }
}

/// <summary>The hubs opened so far.</summary>
internal sealed class OpenHubs
{
    private readonly ConcurrentDictionary<Type, OpenHub> hubs = new();

    public OpenHub? Find(Type hubType) => hubs.GetValueOrDefault(hubType);

    public void Open(Type hubType, OpenHub hub) => hubs[hubType] = hub;
}
