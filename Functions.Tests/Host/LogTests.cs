using System.Net.Http.Headers;
using Functions.Tests.LiveChannel;
using SampleApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Host;

public sealed class LogTests
{
    private readonly CapturedLog log = new();

    [Fact]
    public async Task An_unhandled_exception_is_logged_with_its_function()
    {
        await using var host = await StartAsync();

        using var response = await host.SendAsync("GET", "/api/failures/later");

        Assert.Contains(
            log.At(LogLevel.Error),
            line => line.Contains("Function FailLater failed. System.InvalidOperationException: later", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_leave_no_trace_and_no_token_is_shown()
    {
        await using var host = await StartAsync();
        var (url, token) = HubHost.Read(await host.Services.GetRequiredService<NewsHub>().JoinAsync("professor:1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/things/secret?code=secret");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret");

        using var response = await host.Client.SendAsync(request);
        await using (var connection = HubHost.Connection(url, token))
            await connection.StartAsync();
        await HubHost.RefusalAsync(url, "secret");

        Assert.All(log.At(LogLevel.Information), line => Assert.Matches("^(Microsoft.Hosting.Lifetime|Functions.Host.FunctionsPublisher)", line));
        Assert.Empty(log.At(LogLevel.Warning).Concat(log.At(LogLevel.Error)));
    }

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync(
        builder => builder.Services.AddServerlessHub<NewsHub>().AddTransient<NewsHub>(), host => host.Logging.AddProvider(log), [], []);
}
