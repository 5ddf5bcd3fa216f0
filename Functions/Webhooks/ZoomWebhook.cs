using System.Text.Json.Nodes;
using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Webhooks;

/// <summary>
/// Zoom's events arrive here. Open to the internet: the signature says who sent a request. Fields that are not known are ignored. What is
/// answered with 503 should be sent again; what is answered with 4xx never.
/// </summary>
public sealed class ZoomWebhook(WebhookReceiver receiver)
{
    public const int MostBytes = 256 * 1024;

    private const string AnswerDescription = "The event is recorded, or nothing depends on it: no body. To `endpoint.url_validation`: the proof.";

    [Function(nameof(ZoomWebhook))]
    [Tags("Zoom"), EndpointSummary("Zoom's events")]
    [TakesHeader("x-zm-request-timestamp", "When Zoom sent this, in seconds since 1970: at most 90 minutes ago and 5 minutes ahead.", IsRequired = true)]
    [TakesHeader("x-zm-signature", "v0= and the HMAC-SHA256, in hexadecimal, of v0:{timestamp}:{body} under the Zoom app's secret token.", IsRequired = true)]
    [TakesBody<JsonObject>]
    [ProducesResponseType<ChallengeAnswer>(StatusCodes.Status200OK, Description = AnswerDescription)]
    [Refuses(nameof(Problems.BadSignature), nameof(Problems.StorageUnavailable), nameof(Problems.SecretUnavailable))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "zoom/webhook")] HttpRequest request, CancellationToken cancellationToken)
    {
        var headers = request.Headers;
        var answer = await BoundedBody.ReadAsync(request, MostBytes, cancellationToken) is { } body
            ? await receiver.ReceiveAsync(body, headers["x-zm-request-timestamp"], headers["x-zm-signature"], cancellationToken)
            : receiver.RefuseTooLarge(MostBytes);
        return answer switch
        {
            { Problem: { } problem } => new ProblemResult(problem),
            { Challenge: { } challenge } => Results.Json(challenge, WebhookJson.Default.ChallengeAnswer),
            _ => Results.Empty,
        };
    }
}
