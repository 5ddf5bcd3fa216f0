using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Webhooks;

/// <summary>Zoom's events arrive here. Open to the internet: the signature says who sent a request.</summary>
public sealed class ZoomWebhook(WebhookReceiver receiver)
{
    public const int MostBytes = 256 * 1024;

    [Function(nameof(ZoomWebhook))]
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
            _ => Results.Ok(),
        };
    }
}
