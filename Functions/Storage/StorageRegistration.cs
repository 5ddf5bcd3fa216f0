using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<TablesOptions>, TablesOptionsValidator>();
        services.AddOptions<TablesOptions>()
            .Configure(o => o.ConnectionString = configuration["AzureWebJobsStorage"])
            .Configure(o => TypedSettings.Bind(configuration, "Tables", o))
            .ValidateOnStart();
        services.AddMetrics().AddSingleton<StorageTelemetry>();
        services.AddSingleton(p => new Tables(Connect(p, Unhurried())));
        services.AddKeyedSingleton(Tables.ForWebhooks, (p, _) => new Tables(Connect(p, Hurried())));
        services.AddHostedService<TableCreation>();
        return services;
    }

    private static TableServiceClient Connect(IServiceProvider provider, TableClientOptions options)
    {
        options.AddPolicy(provider.GetRequiredService<StorageTelemetry>(), HttpPipelinePosition.PerCall);
        foreach (var tune in provider.GetServices<Action<TableClientOptions>>()) tune(options);
        var tables = provider.GetRequiredService<IOptions<TablesOptions>>().Value;
        return tables.ServiceUri is { } uri
            ? new TableServiceClient(uri, new DefaultAzureCredential(), options)
            : new TableServiceClient(tables.ConnectionString, options);
    }

    private static TableClientOptions Unhurried() => With(retries: 3, attempt: TimeSpan.FromSeconds(4), delay: TimeSpan.FromMilliseconds(200));

    // Zoom waits three seconds; 2.5 of them are ours.
    private static TableClientOptions Hurried() => With(retries: 1, attempt: TimeSpan.FromMilliseconds(800), delay: TimeSpan.FromMilliseconds(50));

    private static TableClientOptions With(int retries, TimeSpan attempt, TimeSpan delay)
    {
        var options = new TableClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = retries;
        options.Retry.NetworkTimeout = attempt;
        options.Retry.Delay = delay;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }
}
