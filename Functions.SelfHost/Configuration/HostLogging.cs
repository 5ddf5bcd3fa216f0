using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Functions.SelfHost.Configuration;

internal static class HostLogging
{
    public static void AddHostLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff'Z' ";
            console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Its mere presence would start an Activity for every request, which the worker does not do either.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddConfiguration(configuration.GetSection("Logging"));
    }
}
