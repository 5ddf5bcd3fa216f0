using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Functions.Host.Configuration;

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

        // It says that it has started before the app has.
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        
        // The host says itself, in one line, what did not go through.
        logging.AddFilter("Yarp", LogLevel.None).AddFilter("Grpc", LogLevel.None);

        // Its mere presence would start an Activity for every request, which the worker does not do either.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddConfiguration(configuration.GetSection("Logging"));
    }
}
