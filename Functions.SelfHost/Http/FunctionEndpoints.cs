using Functions.SelfHost.Catalog;
using Functions.SelfHost.Invocation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.SelfHost.Http;

internal static class FunctionEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, IEnumerable<FunctionMethod> functions, InvocationPipeline pipeline, string prefix)
    {
        var services = endpoints.ServiceProvider;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Functions.SelfHost.Http");
        var routes = functions.Where(function => function.Http is not null).Select(function => FunctionRoute.Of(function, prefix)).ToArray();
        FunctionRoute.RefuseDuplicates(routes);

        endpoints.DataSources.Add(new DefaultEndpointDataSource(routes.Select(route =>
        {
            var invoker = new FunctionInvoker(route.Function);
            var invocation = new HttpInvocation(route.Function, pipeline.Around(invoker.InvokeAsync), services, logger);
            var endpoint = new RouteEndpointBuilder(invocation.HandleAsync, route.Pattern, order: 0) { DisplayName = route.Function.Name };
            endpoint.Metadata.Add(route.Function);
            if (route.Methods.Count > 0)
                endpoint.Metadata.Add(new HttpMethodMetadata(route.Methods));
            return endpoint.Build();
        })));
    }
}
