using Functions.SelfHost.Catalog;
using Functions.SelfHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions.SelfHost.Timers;

/// <summary>Runs the timers, from when everything has started until the server has answered its last request.</summary>
internal sealed partial class TimerService : IHostedLifecycleService, IDisposable
{
    private readonly IServiceScopeFactory scopes;
    private readonly ILogger<TimerService> logger;
    private readonly TimerLoop[] loops;
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public TimerService(
        IReadOnlyList<FunctionMethod> functions,
        InvocationPipeline pipeline,
        IConfiguration configuration,
        TimeProvider clock,
        IServiceScopeFactory scopes,
        ILogger<TimerService> logger)
    {
        this.scopes = scopes;
        this.logger = logger;
        loops = [.. from function in functions
            let timer = function.Timer
            where timer is not null
            let invoke = pipeline.Around(new FunctionInvoker(function).InvokeAsync)
            select new TimerLoop(timer, TimerSchedule.Of(function, configuration), clock, (info, token) => RunAsync(function, invoke, info, token))];
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(loops.Select(loop => Task.Run(() => loop.RunAsync(stopping.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(
        FunctionMethod function, FunctionExecutionDelegate invoke, TimerInfo info, CancellationToken cancellationToken)
    {
        using var span = InvocationSpan.Of(function);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await invoke(new HostedContext(function, info, scope.ServiceProvider, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            span.Failed(e);
            Log.Failed(logger, function.Name, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "Timer {Function} failed")]
        public static partial void Failed(ILogger logger, string function, Exception exception);
    }
}
