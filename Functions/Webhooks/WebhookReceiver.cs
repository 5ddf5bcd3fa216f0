using System.Buffers;
using Azure;
using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Secrets;
using Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>What to answer to a webhook request: 200, perhaps with a body, or a problem.</summary>
public sealed record WebhookAnswer(Problem? Problem = null, ChallengeAnswer? Challenge = null)
{
    public static WebhookAnswer Ok { get; } = new();

    public static implicit operator WebhookAnswer(Problem problem) => new(problem);
}

/// <summary>Proof that this endpoint knows the secret.</summary>
public sealed record ChallengeAnswer(string PlainToken, string EncryptedToken);

/// <summary>
/// The door that Zoom knocks at. What is Zoom's fault is answered with 4xx, after which Zoom never sends it again; what is ours with
/// 503, so that Zoom does.
/// </summary>
public sealed partial class WebhookReceiver(
    ISecretSource secrets,
    MeetingDirectory meetings,
    EventRecorder recorder,
    DeadLetterStore deadLetters,
    SessionNotifier notifier,
    IOptionsMonitor<WebhooksOptions> options,
    TimeProvider time,
    ILogger<WebhookReceiver> logger)
{
    private const int LongestToken = 256;

    private static readonly SearchValues<char> InToken = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.~-");

    /// <summary>Zoom gives up after three seconds.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2.5);

    public async Task<WebhookAnswer> ReceiveAsync(ReadOnlyMemory<byte> body, string? timestamp, string? signature, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Budget, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var (answer, push) = await Receive(body, timestamp, signature, both.Token).WaitAsync(both.Token);
            if (push is not null) await PushAsync(push, Budget - time.GetElapsedTime(started));
            return answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && exception is OperationCanceledException or RequestFailedException or AggregateException or SecretUnavailableException or TimeoutException)
        {
            Log.NotRecorded(logger, exception.GetType().Name, (exception as RequestFailedException)?.Status);
            return exception is SecretUnavailableException ? Problems.SecretUnavailable : Problems.StorageUnavailable;
        }
    }

    // What is recorded is recorded: a slow live channel takes what is left of the time, and fails nothing.
    private async Task PushAsync(Func<Task> push, TimeSpan left)
    {
        if (left > TimeSpan.Zero) await Task.WhenAny(push(), Task.Delay(left, time));
    }

    private async Task<(WebhookAnswer Answer, Func<Task>? Push)> Receive(
        ReadOnlyMemory<byte> body, string? timestamp, string? signature, CancellationToken cancellationToken)
    {
        var known = await secrets.GetAsync(SecretNames.ZoomWebhookSecret, cancellationToken);
        var verdict = WebhookSignature.Verify(body.Span, timestamp, signature, known, time.GetUtcNow());
        if (verdict == SignatureVerdict.Mismatch)
        {
            known = await secrets.RefreshAsync(SecretNames.ZoomWebhookSecret, cancellationToken);
            verdict = WebhookSignature.Verify(body.Span, timestamp, signature, known, time.GetUtcNow());
        }

        if (verdict != SignatureVerdict.Valid)
        {
            Log.Refused(logger, verdict);
            var rotating = verdict == SignatureVerdict.Mismatch && time.GetUtcNow() < options.CurrentValue.RotationUntil;
            return (verdict == SignatureVerdict.NoSecret || rotating ? Problems.SecretUnavailable : Problems.BadSignature, null);
        }

        switch (WebhookParser.Parse(body))
        {
            case Challenge challenge:
                return (Answer(challenge, body.Span, timestamp, signature, known), null);
            case Happened happened:
                return await Record(happened, cancellationToken);
            case Broken broken:
                Log.Broken(logger, broken.Reason);
                await deadLetters.KeepAsync(broken.Reason, body, cancellationToken);
                return (Problems.Malformed(broken.Reason), null);
            default:
                return (WebhookAnswer.Ok, null);
        }
    }

    // The answer is an HMAC under the webhook's own key over a text the asker chooses. Only Zoom may ask, and only for a text that can
    // never be mistaken for a signed event, which would hold a colon.
    private WebhookAnswer Answer(Challenge challenge, ReadOnlySpan<byte> body, string? timestamp, string? signature, IReadOnlyList<string> known)
    {
        if (challenge.PlainToken.Length > LongestToken || challenge.PlainToken.AsSpan().ContainsAnyExcept(InToken)) return Problems.Malformed("The plainToken has characters that no token has.");
        var now = time.GetUtcNow();
        var signedWith = known[0];
        foreach (var secret in known)
            if (WebhookSignature.Verify(body, timestamp, signature, [secret], now) == SignatureVerdict.Valid) signedWith = secret;
        return new WebhookAnswer(Challenge: new(challenge.PlainToken, WebhookSignature.EncryptToken(challenge.PlainToken, signedWith)));
    }

    private async Task<(WebhookAnswer, Func<Task>?)> Record(Happened happened, CancellationToken cancellationToken)
    {
        if (await meetings.FindAsync(happened.MeetingId, cancellationToken) is not { } meeting)
        {
            if (!await meetings.MayBecomeKnownAsync(happened.HostId, cancellationToken)) return (WebhookAnswer.Ok, null);
            Log.TooEarly(logger);
            return (Problems.StorageUnavailable, null);
        }

        var recorded = await recorder.RecordAsync(meeting.SessionId, happened, cancellationToken);
        Log.Recorded(logger, happened.Name, recorded, meeting.SessionId);
        if (recorded != Recorded.Changed) return (WebhookAnswer.Ok, null);
        var kind = happened.Event.Kind switch
        {
            EventKind.MeetingStarted => ChangeKind.MeetingStarted,
            EventKind.MeetingEnded => ChangeKind.MeetingEnded,
            _ => ChangeKind.PersonChanged,
        };
        var occurred = DateTimeOffset.FromUnixTimeSeconds(happened.Event.OccurredAt);
        return (WebhookAnswer.Ok, () => notifier.Changed(meeting.ProfessorId, meeting.SessionId, kind, occurred));
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Warning, "A webhook request was refused: {Verdict}.")]
        public static partial void Refused(ILogger logger, SignatureVerdict verdict);

        [LoggerMessage(401, LogLevel.Warning, "A signed webhook request could not be read: {Reason}")]
        public static partial void Broken(ILogger logger, string reason);

        [LoggerMessage(402, LogLevel.Warning, "A webhook request could not be recorded: {Exception}, status {Status}.")]
        public static partial void NotRecorded(ILogger logger, string exception, int? status);

        [LoggerMessage(403, LogLevel.Information, "An event came before its meeting's creation was finished.")]
        public static partial void TooEarly(ILogger logger);

        [LoggerMessage(404, LogLevel.Debug, "{Event}: {Recorded} in session {SessionId}.")]
        public static partial void Recorded(ILogger logger, string @event, Recorded recorded, string sessionId);
    }
}
