using Azure;
using Functions.Http;
using Functions.Secrets;
using Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>What to answer to a webhook request: 200, perhaps with a body, or a problem.</summary>
public sealed record WebhookAnswer(Problem? Problem = null, ChallengeAnswer? Challenge = null)
{
    public static WebhookAnswer Ok { get; } = new();

    public int Status => Problem?.Status ?? StatusCodes.Status200OK;

    public static implicit operator WebhookAnswer(Problem problem) => new(problem);
}

/// <summary>
/// The door that Zoom knocks at. What is Zoom's fault is answered with 4xx, after which Zoom never sends it again; what is ours with
/// 503, so that Zoom does.
/// </summary>
public sealed partial class WebhookReceiver(
    ISecretSource secrets,
    EventIntake intake,
    DeadLetterStore deadLetters,
    WebhookMetrics metrics,
    WebhookPulse pulse,
    IOptionsMonitor<WebhooksOptions> options,
    TimeProvider time,
    ILogger<WebhookReceiver> logger)
{
    /// <summary>Zoom gives up after three seconds.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2.5);

    public async Task<WebhookAnswer> ReceiveAsync(ReadOnlyMemory<byte> body, string? timestamp, string? signature, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        metrics.Received();
        using var span = WebhookSpan.Start();
        try
        {
            var answer = await AnswerAsync(body, timestamp, signature, started, cancellationToken);
            metrics.Answered(time.GetElapsedTime(started), answer.Status);
            return answer;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Answered(time.GetElapsedTime(started), StatusCodes.Status500InternalServerError);
            throw;
        }
    }

    /// <summary>The body is longer than anything Zoom sends, and was not read to its end.</summary>
    public WebhookAnswer RefuseTooLarge(int most)
    {
        metrics.Received();
        metrics.Rejected("too_large");
        return Problems.TooLarge(most);
    }

    private async Task<WebhookAnswer> AnswerAsync(
        ReadOnlyMemory<byte> body, string? timestamp, string? signature, long started, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Budget, time);
        using var gone = cancellationToken.UnsafeRegister(static d => ((CancellationTokenSource)d!).Cancel(), deadline);
        try
        {
            var (answer, hint) = await Receive(body, timestamp, signature, deadline.Token).WaitAsync(deadline.Token);
            if (hint is not null) await GiveAsync(hint, Budget - time.GetElapsedTime(started));
            return answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && (exception is SecretUnavailableException || exception.IsStorageAway()))
        {
            Log.NotRecorded(logger, exception.GetType().Name, (exception as RequestFailedException)?.Status);
            return exception is SecretUnavailableException ? Defer("secret", Problems.SecretUnavailable) : Defer("storage", Problems.StorageUnavailable);
        }
    }

    // What is recorded is recorded: a slow live channel takes what is left of the time, and fails nothing.
    private async Task GiveAsync(Func<Task> hint, TimeSpan left)
    {
        if (left <= TimeSpan.Zero) return;
        var giving = hint();
        if (giving.IsCompleted) return;
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(giving, Task.Delay(left, time, enough.Token));
        await enough.CancelAsync();
    }

    private async Task<(WebhookAnswer Answer, Func<Task>? Hint)> Receive(
        ReadOnlyMemory<byte> body, string? timestamp, string? signature, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = await secrets.GetAsync(SecretNames.ZoomWebhookSecret, cancellationToken);
        var verdict = WebhookSignature.Verify(body.Span, timestamp, signature, known, now);
        if (verdict is SignatureVerdict.Mismatch or SignatureVerdict.NoSecret)
        {
            known = await secrets.RefreshAsync(SecretNames.ZoomWebhookSecret, cancellationToken);
            verdict = WebhookSignature.Verify(body.Span, timestamp, signature, known, now);
        }

        if (verdict != SignatureVerdict.Valid) return (Refuse(verdict), null);
        switch (WebhookParser.Parse(body))
        {
            case Challenge challenge:
                WebhookSpan.Is("endpoint.url_validation");
                WebhookSpan.Became("challenge");
                var secret = known.First(s => WebhookSignature.Verify(body.Span, timestamp, signature, [s], now) == SignatureVerdict.Valid);
                return UrlValidation.Answer(challenge, secret) is { } proof
                    ? (new WebhookAnswer(Challenge: proof), pulse.ChallengedAsync)
                    : (Reject("bad_token", Problems.Malformed("The plainToken has characters that no token has.")), null);
            case Reported reported:
                var taken = await intake.TakeAsync(reported, cancellationToken);
                return taken.Outcome == IntakeOutcome.TooEarly ? (Defer("too_early", Problems.StorageUnavailable), null) : (WebhookAnswer.Ok, taken.Hint);
            case MeetingEdited edited:
                await intake.TakeAsync(edited, cancellationToken);
                return (WebhookAnswer.Ok, null);
            case Broken broken:
                Log.Broken(logger, broken.Reason);
                await deadLetters.KeepAsync(broken.Reason, body, cancellationToken);
                metrics.Dead();
                var rejected = Reject("malformed", Problems.Malformed(broken.Reason));
                WebhookSpan.Became("dead_letter");
                return (rejected, null);
            default:
                WebhookSpan.Became("irrelevant");
                return (WebhookAnswer.Ok, null);
        }
    }

    private WebhookAnswer Refuse(SignatureVerdict verdict)
    {
        Log.Refused(logger, verdict);
        if (verdict == SignatureVerdict.NoSecret) return Defer("secret", Problems.SecretUnavailable);
        if (verdict == SignatureVerdict.Mismatch && time.GetUtcNow() < options.CurrentValue.RotationUntil) return Defer("rotation", Problems.SecretUnavailable);

        // While the vault is away nobody knows whether Zoom signs with a newer secret, and what is refused never comes again.
        if (verdict == SignatureVerdict.Mismatch && !secrets.IsCurrent(SecretNames.ZoomWebhookSecret)) return Defer("secret", Problems.SecretUnavailable);
        return Reject(SnakeCase(verdict), Problems.BadSignature);
    }

    private Problem Reject(string reason, Problem problem)
    {
        metrics.Rejected(reason);
        WebhookSpan.Rejected(reason);
        return problem;
    }

    private Problem Defer(string reason, Problem problem)
    {
        metrics.Deferred(reason);
        WebhookSpan.Deferred(reason);
        return problem;
    }

    private static string SnakeCase(SignatureVerdict verdict) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.ToString());

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Warning, "A webhook request was refused: {Verdict}.")]
        public static partial void Refused(ILogger logger, SignatureVerdict verdict);

        [LoggerMessage(401, LogLevel.Warning, "A signed webhook request could not be read: {Reason}")]
        public static partial void Broken(ILogger logger, string reason);

        [LoggerMessage(402, LogLevel.Warning, "A webhook request could not be recorded: {Exception}, status {Status}.")]
        public static partial void NotRecorded(ILogger logger, string exception, int? status);
    }
}
