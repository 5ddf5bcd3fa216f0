using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoomSimulator.Clock;

namespace ZoomSimulator.Webhooks;

internal sealed record ValidationResult(bool Valid, string Detail);

/// <summary>Sends <c>endpoint.url_validation</c>, signed like an event, and checks the answer.</summary>
internal sealed class UrlValidator(WebhookSubscription subscription, WebhookSender sender, SimClock clock)
{
    /// <summary>Validates and counts the outcome towards disabling the subscription.</summary>
    public async Task<ValidationResult> ValidateAsync(CancellationToken ct)
    {
        var result = await AskAsync(ct);
        subscription.Record(result.Valid, clock.Now);
        return result;
    }

    /// <summary>Only asks.</summary>
    public async Task<ValidationResult> AskAsync(CancellationToken ct)
    {
        if (subscription.Url is not { } url)
            return new ValidationResult(Valid: false, "No webhook url is set.");
        var plain = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 22);
        var body = Wire.Bytes(new JsonObject
        {
            ["payload"] = new JsonObject { ["plainToken"] = plain },
            ["event_ts"] = clock.Now.ToUnixTimeMilliseconds(),
            ["event"] = "endpoint.url_validation",
        });
        var answer = await sender.SendAsync(url, body, Delivery.NewRequestId(), WebhookSignature.Timestamp(clock.Now), ct);
        if (answer.Attempt.Status is not 200)
            return new ValidationResult(Valid: false, $"The receiver answered {answer.Attempt.Error ?? Wire.Text(answer.Attempt.Status ?? 0)}.");
        return IsRight(answer.Body, plain)
            ? new ValidationResult(Valid: true, "The receiver knows the secret.")
            : new ValidationResult(Valid: false, "The answer is not {plainToken, encryptedToken} made with the webhook secret.");
    }

    private bool IsRight(byte[] body, string plain)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } answer
                && answer.TryGetProperty("plainToken", out var token) && token.ValueEquals(plain)
                && answer.TryGetProperty("encryptedToken", out var encrypted)
                && encrypted.ValueEquals(WebhookSignature.EncryptToken(subscription.Secret, plain));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
