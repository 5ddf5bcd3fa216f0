using System.IO.Pipelines;
using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Http;

/// <summary>A body is read up to its bound, and not waited for without end.</summary>
public sealed class BoundedBodyTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider time = new();
    private readonly Pipe body = new();

    private Task<byte[]?> ReadAsync(int most, CancellationToken cancellationToken, long? length = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = body.Reader.AsStream();
        request.ContentLength = length;
        return BoundedBody.ReadAsync(request, most, time, cancellationToken);
    }

    private async Task ComeAsync(params byte[] bytes) => await body.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_body_that_does_not_come_to_its_end_is_given_up_after_a_minute_however_often_something_comes()
    {
        var reading = ReadAsync(1000, TestContext.Current.CancellationToken);
        for (var second = 1; second < 60; second++)
        {
            await ComeAsync(1);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        time.Advance(TimeSpan.FromSeconds(1) - Moment);
        Assert.False(reading.IsCompleted);
        time.Advance(Moment);
        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(StatusCodes.Status408RequestTimeout, refused.StatusCode);
    }

    [Fact]
    public async Task A_body_that_ends_in_time_is_read_whole()
    {
        var reading = ReadAsync(3, TestContext.Current.CancellationToken);
        await ComeAsync(1, 2);
        time.Advance(TimeSpan.FromSeconds(59));
        await ComeAsync(3);
        await body.Writer.CompleteAsync();
        Assert.Equal([1, 2, 3], await reading);
    }

    [Theory, InlineData(null), InlineData(4L)]
    public async Task A_body_over_the_bound_is_refused_though_it_does_not_end(long? length)
    {
        await ComeAsync(1, 2, 3, 4);
        Assert.Null(await ReadAsync(3, TestContext.Current.CancellationToken, length));
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_no_slow_sender()
    {
        using var gone = new CancellationTokenSource();
        var reading = ReadAsync(3, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }
}
