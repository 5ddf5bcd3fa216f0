using Functions.Host.Protocol;
using Functions.Host.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Functions.Host.Http;

/// <summary>The routes of the functions, known once a worker has loaded them.</summary>
internal sealed class FunctionEndpoints(HttpInvocation invocation, string prefix) : EndpointDataSource, IDisposable
{
    private readonly TaskCompletionSource published = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource change = new();
    private IReadOnlyList<Endpoint> endpoints = [];

    public override IReadOnlyList<Endpoint> Endpoints => endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(change.Token);

    /// <exception cref="InvalidOperationException">Two functions answer the same, or a route is none.</exception>
    public void Publish(IEnumerable<LoadedFunction> functions)
    {
        var routes = functions.Where(function => function.Trigger.IsHttpTrigger).Select(function => FunctionRoute.Of(function, prefix)).ToArray();
        FunctionRoute.RefuseDuplicates(routes);
        endpoints = [.. routes.Select(Endpoint)];
        var before = change;
        change = new();
        before.Cancel();
        published.TrySetResult();
    }

    /// <summary>Holds a request until the routes are known: it would find none.</summary>
    public Task HoldAsync(HttpContext context, RequestDelegate next) =>
        published.Task.IsCompleted ? next(context) : WaitAsync(context, next);

    public void Dispose() => change.Dispose();

    private async Task WaitAsync(HttpContext context, RequestDelegate next)
    {
        await published.Task.WaitAsync(context.RequestAborted);
        await next(context);
    }

    private Endpoint Endpoint(FunctionRoute route)
    {
        var (name, trigger) = (route.Function.Name, route.Function.Trigger.Name);
        var path = "/" + route.Pattern.RawText;
        var endpoint = new RouteEndpointBuilder(context => invocation.AnswerAsync(context, new(name, trigger, path)), route.Pattern, order: 0) { DisplayName = name };
        if (route.Methods.Count > 0) endpoint.Metadata.Add(new HttpMethodMetadata(route.Methods));
        return endpoint.Build();
    }
}

/// <summary>A function as its requests reach it.</summary>
/// <param name="Parameter">The name of the parameter that has the trigger.</param>
/// <param name="Route">The whole route, such as <c>/api/sessions/{session_id}</c>.</param>
internal sealed record HttpFunction(string Name, string Parameter, string Route);
