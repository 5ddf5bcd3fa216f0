using Functions.Tests.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Telemetry;

/// <summary>What is logged, and so exported, on a host that filters nothing itself, as the real worker does not.</summary>
public sealed class LogFilterTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)]
    [InlineData("Microsoft.AspNetCore.Routing.EndpointMiddleware", LogLevel.Warning)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning)]
    [InlineData("System.Net.Http.HttpClient.zoom.LogicalHandler", LogLevel.Warning)]
    [InlineData("Azure.Core", LogLevel.Warning)]
    [InlineData("Polly", LogLevel.Warning)]
    [InlineData("Functions.Webhooks.WebhookReceiver", LogLevel.Information)]
    public async Task What_would_write_addresses_is_silent_whatever_the_host_does(string category, LogLevel least)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("AzureWebJobsStorage", "UseDevelopmentStorage=true")]);
        builder.AddBackend();
        await using var services = builder.Services.AddSingleton<ILoggerProvider, LogGuard>().BuildServiceProvider();

        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        var levels = Enum.GetValues<LogLevel>().Where(l => l != LogLevel.None);
        Assert.Equal(levels.Where(l => l >= least), levels.Where(logger.IsEnabled));
    }
}
