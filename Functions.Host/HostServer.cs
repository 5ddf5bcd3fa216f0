using Functions.Host.Configuration;
using Functions.Host.Forwarding;
using Functions.Host.Http;
using Functions.Host.Page;
using Functions.Host.SignalR;
using Functions.Host.Telemetry;
using Functions.Host.Timers;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.Host;

/// <summary>
/// Puts together the side of the host that the world sees. Who the worker is, and the way to it, are added by whoever starts it.
/// </summary>
internal sealed class HostServer
{
    private readonly string appDirectory;
    private readonly LocalSettings local;
    private readonly HostSection section;
    private readonly WrongSettings wrong;

    /// <param name="args">Settings, as <c>--Name=value</c>; they win over the environment, and that over local.settings.json.</param>
    /// <param name="appDirectory">The app's folder, where host.json is.</param>
    /// <param name="wrong">Takes what is wrong with the settings.</param>
    public HostServer(string[] args, string appDirectory, WrongSettings wrong)
    {
        (this.appDirectory, this.wrong) = (appDirectory, wrong);
        Web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Production,
        });
        local = Web.Configuration.AddHostSources(args, appDirectory, wrong);
        section = wrong.Try(() => local.Host.With(Web.Configuration), local.Host);
        Web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => ServerLimits.Set(kestrel.Limits));
        Web.Logging.AddHostLogging(Web.Configuration);
    }

    public WebApplicationBuilder Web { get; }

    /// <summary>The settings of local.settings.json, which the worker has too.</summary>
    public IReadOnlyDictionary<string, string?> Values => local.Values;

    public WebApplication Build()
    {
        var urls = Web.Configuration.ListenUrls(section);
        var hostJson = HostJson.Read(Path.Combine(appDirectory, "host.json"));
        AddServices(hostJson, wrong.Try(() => ServiceKey.Of(Web.Configuration, urls), null));
        var app = Web.Build();
        foreach (var url in urls) app.Urls.Add(url);

        var page = wrong.Try(() => Dashboard.Use(app), otherwise: true);
        HttpPipeline.Use(app, cors: section.CorsOrigins.Count > 0, app.Services.GetRequiredService<FunctionEndpoints>(), endpoints =>
        {
            if (!page) Homepage.Map(endpoints, app.Configuration);
            wrong.Try(() => SimulatorRelay.Map(app, endpoints), otherwise: false);
        });
        return app;
    }

    private void ReadForwardedHeaders(ForwardedHeadersOptions options)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedProto;
        if (!Web.Configuration.IsOn("ASPNETCORE_FORWARDEDHEADERS_ENABLED")) return;
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
    }

    private void AddServices(HostJson hostJson, ServiceKey? service)
    {
        var services = Web.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddRouting();
        services.Configure<ForwardedHeadersOptions>(ReadForwardedHeaders);
        services.AddCors().AddSingleton<ICorsPolicyProvider>(new HostCors(section));
        Dashboard.AddServices(services);
        if (service is not null)
        {
            services.AddSingleton(service);
            SignalRService.AddTo(services);
        }

        if (hostJson.OpenTelemetry) Web.AddTelemetry();
        services.AddSingleton<HttpInvocation>();
        services.AddSingleton(provider => new FunctionEndpoints(provider.GetRequiredService<HttpInvocation>(), hostJson.RoutePrefix));

        // In the order in which they start; they stop in the other, after the server has answered its last request.
        services.AddSingleton<TimerService>().AddHostedService(provider => provider.GetRequiredService<TimerService>());
        services.AddSingleton<FunctionsPublisher>().AddHostedService(provider => provider.GetRequiredService<FunctionsPublisher>());
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(45));
    }
}
