using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>
/// Reads a body up to a bound of our own. The server's limit stays as it is: below it a client gets our answer, and what is over the
/// bound is left unread. Whoever sends too slowly is not waited for.
/// </summary>
internal static class BoundedBody
{
    /// <summary>Bounds what one caller can hold up by sending next to nothing in chunks; a body of known length has come by the time it is read.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The whole body, or null when it is longer than <paramref name="most"/> bytes.</summary>
    /// <exception cref="BadHttpRequestException">It did not come in time.</exception>
    public static Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken) =>
        ReadAsync(request, most, TimeProvider.System, cancellationToken);

    /// <inheritdoc cref="ReadAsync(HttpRequest, int, CancellationToken)"/>
    internal static async Task<byte[]?> ReadAsync(HttpRequest request, int most, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var reading = ReadToEndAsync(request, most, patience.Token);
            if (reading.IsCompleted) return await reading;
            await using var timer = time.CreateTimer(static late => ((CancellationTokenSource)late!).Cancel(), patience, Patience, Timeout.InfiniteTimeSpan);
            return await reading;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body did not come in time.", StatusCodes.Status408RequestTimeout, exception);
        }
    }

    private static async Task<byte[]?> ReadToEndAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        var buffer = new byte[(int?)request.ContentLength ?? Math.Min(4096, most + 1)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > most) return null;
                if (length == request.ContentLength) return buffer;
                Array.Resize(ref buffer, Math.Min(Math.Max(buffer.Length * 2, 4096), most + 1));
            }

            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0) return length == buffer.Length ? buffer : buffer[..length];
            length += read;
        }
    }
}
