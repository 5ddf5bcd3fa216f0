using Functions.SelfHost;
using Functions.SelfHost.Catalog;
using Functions.SelfHost.Configuration;
using Functions.SelfHost.Http;
using Functions.SelfHost.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a function app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly HostSection host;
    private readonly WrongSettings wrong = new();
    private readonly FunctionSearch search;
    private readonly InvocationPipeline pipeline = new();
    private bool http;

    internal FunctionsApplicationBuilder(string[] args)
    {
        (web, host) = WebHost.CreateBuilder(args, wrong);
        search = new FunctionSearch(web.Configuration);
    }

    /// <summary>The configuration, already read.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    /// <summary>Where the app runs; its name is that of AZURE_FUNCTIONS_ENVIRONMENT, else Production.</summary>
    public IHostEnvironment Environment => web.Environment;

    /// <summary>Logging.</summary>
    public ILoggingBuilder Logging => web.Logging;

    /// <summary>Metrics.</summary>
    public IMetricsBuilder Metrics => web.Metrics;

    /// <summary>What extensions share while building.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    /// <summary>Builds the app.</summary>
    /// <returns>The app, not started.</returns>
    /// <exception cref="InvalidOperationException">A function can't be hosted; the message names it and says why.</exception>
    public IHost Build() => WebHost.Build(web, host, search, pipeline, http, wrong);

    /// <summary>Replaces the service container.</summary>
    /// <typeparam name="TContainerBuilder">The container's builder.</typeparam>
    /// <param name="factory">Makes the container.</param>
    /// <param name="configure">Configures it.</param>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <summary>Adds middleware behind what was added before.</summary>
    /// <param name="middleware">Takes the rest of the invocation, gives the invocation with the middleware around it.</param>
    /// <returns>The builder.</returns>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        pipeline.Add(middleware);
        return this;
    }

    internal void UseHttp()
    {
        if (http)
            return;

        http = true;
        pipeline.Add(HttpAnswer.Around);
    }
}
