using System.Text.Json.Serialization;

namespace Functions.SelfHost.SignalR;

internal sealed record Negotiated([property: JsonPropertyName("url")] string Url, [property: JsonPropertyName("accessToken")] string AccessToken);

[JsonSerializable(typeof(Negotiated))]
internal sealed partial class NegotiatedJson : JsonSerializerContext;
