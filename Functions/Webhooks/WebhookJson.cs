using System.Text.Json.Serialization;

namespace Functions.Webhooks;

/// <summary>Zoom's own spelling: camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChallengeAnswer))]
internal sealed partial class WebhookJson : JsonSerializerContext;
