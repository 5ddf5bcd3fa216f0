using Functions.SelfHost.Catalog;
using Functions.SelfHost.Configuration;
using Functions.SelfHost.Http;
using Functions.SelfHost.Invocation;
using Functions.SelfHost.SignalR;
using Functions.SelfHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Functions.SelfHost;

/// <summary>Puts the functions on ASP.NET Core.</summary>
internal static class WebHost
{
    public static (WebApplicationBuilder Builder, HostSection Host) CreateBuilder(string[] args, WrongSettings wrong)
    {
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Production,
        });
        var settings = web.Configuration.AddHostSources(args, wrong);
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => ServerLimits.Set(kestrel.Limits));
        web.Services.AddRouting();
        web.Logging.AddHostLogging(web.Configuration);
        return (web, wrong.Try(() => settings.Host.With(web.Configuration), settings.Host));
    }

    public static WebApplication Build(
        WebApplicationBuilder web, HostSection host, FunctionSearch search, InvocationPipeline pipeline, bool http, WrongSettings wrong)
    {
        var hostJson = HostJson.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));
        var functions = FunctionCatalog.Load(web.Configuration, search);
        if (!http && functions.FirstOrDefault(function => function.Http is not null) is { } unreachable)
            throw new InvalidOperationException($"Function {unreachable.Name} needs builder.ConfigureFunctionsWebApplication().");

        wrong.Try(() => ClientUrls.Configured(web.Configuration), null);
        wrong.Try(() => ClientTokens.Key(web.Configuration), []);
        wrong.Register(web.Services);
        AddServices(web.Services, host, functions, pipeline);
        var app = web.Build();
        foreach (var url in web.Configuration.ListenUrls(host))
            app.Urls.Add(url);

        var page = wrong.Try(() => Dashboard.Use(app), otherwise: true);
        HttpPipeline.Use(app, cors: host.CorsOrigins.Count > 0, endpoints =>
        {
            if (!page)
                Homepage.Map(endpoints, app.Configuration);
            wrong.Try(() => SimulatorRelay.Map(app, endpoints), otherwise: false);
            FunctionEndpoints.Map(endpoints, functions, pipeline, hostJson.RoutePrefix);
        });
        return app;
    }

    private static void AddServices(
        IServiceCollection services, HostSection host, IReadOnlyList<FunctionMethod> functions, InvocationPipeline pipeline)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCors();
        Dashboard.AddServices(services);
        services.AddSingleton<ICorsPolicyProvider>(new HostCors(host));
        if (functions.Any(AnswersAsMvc))
            services.AddMvcCore();
        if (functions.Any(function => function.Timer is not null))
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<TimerService>(provider, functions, pipeline));
    }

    private static bool AnswersAsMvc(FunctionMethod function)
    {
        var returned = function.Method.ReturnType;
        var value = returned.IsGenericType ? returned.GenericTypeArguments[0] : returned;
        return typeof(IActionResult).IsAssignableFrom(value);
    }
}
