namespace Functions.Zoom;

/// <summary>
/// The one token of this process. However many callers need a new one, one renewal runs, and no caller's cancellation stops it.
/// A good token serves while the next is fetched.
/// </summary>
internal sealed class ZoomTokenProvider(ZoomTokenEndpoint endpoint, TimeProvider time)
{
    private readonly Lock gate = new();
    private ZoomAccessToken? current;
    private Task<ZoomResult<ZoomAccessToken>>? renewal;

    public Task<ZoomResult<ZoomAccessToken>> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (current is null || current.ExpiresAt <= now)
                return Renew().WaitAsync(cancellationToken);
            if (current.RenewAt <= now)
                _ = Renew();
            return Task.FromResult<ZoomResult<ZoomAccessToken>>(current);
        }
    }

    /// <summary>A token newer than any before, also when the present one is good.</summary>
    public Task<ZoomResult<ZoomAccessToken>> RenewAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            return Renew().WaitAsync(cancellationToken);
    }

    /// <summary>Forgets a token that Zoom rejected, unless it has been replaced already: a hundred rejections renew once.</summary>
    public void Invalidate(ZoomAccessToken rejected)
    {
        lock (gate)
        {
            if (ReferenceEquals(current, rejected))
                current = null;
        }
    }

    private Task<ZoomResult<ZoomAccessToken>> Renew() =>
        renewal is { IsCompleted: false } ? renewal : renewal = Task.Run(RenewAsync, CancellationToken.None);

    private async Task<ZoomResult<ZoomAccessToken>> RenewAsync()
    {
        using var deadline = new ZoomDeadline(ZoomOperation.Token.Deadline, time, CancellationToken.None);
        try
        {
            var result = await endpoint.AskAsync(deadline);
            if (result.TryGet(out var token, out _))
            {
                lock (gate)
                    current = token;
            }

            return result;
        }
        catch (OperationCanceledException)
        {
            return new ZoomError(ZoomErrorKind.Timeout, Message: "Zoom gave no token in time.");
        }
    }
}
