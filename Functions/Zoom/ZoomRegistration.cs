using System.Net;
using Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Functions.Zoom;

public static class ZoomRegistration
{
    private const string UserAgent = "classroom-sessions/1.0";

    /// <summary>
    /// Adds <see cref="IZoomClient"/>, configured by the section <c>Zoom</c>, which is checked at start. Needs
    /// <see cref="Secrets.ISecretSource"/>.
    /// </summary>
    public static IServiceCollection AddZoom(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ZoomOptions>().Configure(options => TypedSettings.Bind(configuration, ZoomOptions.Section, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ZoomOptions>, ZoomOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics().AddSingleton<ZoomTelemetry>();
        services.AddSingleton<ZoomOutcome>();
        services.AddSingleton(CreateLimiter);
        services.AddTransient<ZoomAttemptHandler>();
        services.AddSingleton<ZoomTokenProvider>();
        services.AddTransient<IZoomClient, ZoomClient>();

        AddHttp(services.AddHttpClient<ZoomTokenEndpoint>(Configure));
        AddHttp(services.AddHttpClient<ZoomTransport>((provider, http) =>
        {
            Configure(http);
            http.BaseAddress = new Uri(provider.GetRequiredService<IOptions<ZoomOptions>>().Value.BaseUrl.TrimEnd('/') + "/");
        }));
        return services;
    }

    private static ZoomRateLimiter CreateLimiter(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ZoomOptions>>().Value;
        return new(ZoomRates.Of(options.Plan, options.RateShare), provider.GetRequiredService<TimeProvider>());
    }

    // Every call brings its own deadline.
    private static void Configure(HttpClient http)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
    }

    private static void AddHttp(IHttpClientBuilder builder)
    {
        // Singletons keep these clients, so that connections, not handlers, are what expires (a new address in DNS is seen).
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan).UseSocketsHttpHandler((handler, _) =>
        {
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            handler.ConnectTimeout = TimeSpan.FromSeconds(3);
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            // Our trace ids are nobody else's business, and ZoomAttemptHandler makes the span.
            handler.ActivityHeadersPropagator = null;
            handler.AutomaticDecompression = DecompressionMethods.All;
        });
        // The factory's own loggers write paths, and a path may hold an e-mail; ZoomAttemptHandler writes the operation instead.
        builder.RemoveAllLoggers();
        builder.AddResilienceHandler("zoom", ZoomResilience.Configure);
        builder.AddHttpMessageHandler<ZoomAttemptHandler>();
    }
}
