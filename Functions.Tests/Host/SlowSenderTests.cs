using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Functions.Tests.Webhooks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Host;

/// <summary>Connections that send next to nothing, to hold the server up.</summary>
public sealed class SlowSenderTests : SampleHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private Uri Server => Running.Client.BaseAddress!;

    /// <summary>Sends a byte every so often until the server has had enough; gives its last words and how long it bore it.</summary>
    private async Task<(string Answer, TimeSpan After)> TrickleAsync(string start, char drop)
    {
        var clock = Stopwatch.StartNew();
        using var socket = await RawHttp.ConnectAsync(Server);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start));
        var answer = ReadToEndAsync(stream);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!answer.IsCompleted && clock.Elapsed < Patience)
        {
            await pace.WaitForNextTickAsync();
            try
            {
                await stream.WriteAsync(new[] { (byte)drop });
            }
            catch (IOException)
            {
                break;
            }
        }

        return (await answer.WaitAsync(Patience), clock.Elapsed);
    }

    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[1024];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var read) text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // A reset ends it as well.
        }

        return text.ToString();
    }

    [Fact]
    public async Task Headers_that_trickle_in_are_not_waited_for()
    {
        var (answer, after) = await TrickleAsync("GET /api/things/1 HTTP/1.1\r\nHost: functions\r\nx-slow: ", 'a');

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.InRange(after, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("Content-Length: 100000\r\n\r\n")]
    [InlineData("Content-Length: 1000\r\n\r\n")]
    public async Task A_body_that_trickles_in_is_not_waited_for(string rest)
    {
        var (answer, after) = await TrickleAsync($"POST /api/bodies/echo HTTP/1.1\r\nHost: functions\r\n{rest}", '0');

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.InRange(after, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        using var socket = await RawHttp.ConnectAsync(Server);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /api/things/1 HTTP/1.1\r\nHost: functions\r\nx-long: {new string('a', 40_000)}\r\n\r\n"));
        Assert.Equal(431, await RawHttp.StatusAsync(stream));
    }

    [Fact]
    public void The_size_of_a_body_is_the_workers_limit() =>
        Assert.Equal(30_000_000, Running.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
}
