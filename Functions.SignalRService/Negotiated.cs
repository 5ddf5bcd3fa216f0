using System.Text.Json.Serialization;

namespace Functions.SignalRService;

/// <summary>What a SignalR client needs to connect.</summary>
internal sealed record Negotiated([property: JsonPropertyName("url")] string Url, [property: JsonPropertyName("accessToken")] string AccessToken);

[JsonSerializable(typeof(Negotiated))]
internal sealed partial class NegotiatedJson : JsonSerializerContext;
