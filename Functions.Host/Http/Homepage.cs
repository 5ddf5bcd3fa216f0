using Functions.Host.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Functions.Host.Http;

internal static class Homepage
{
    private const string Text = "The function app is up and running.\n";

    public static void Map(IEndpointRouteBuilder endpoints, IConfiguration configuration)
    {
        if (!configuration.IsOn("AzureWebJobsDisableHomepage"))
            endpoints.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], context => Results.Text(Text).ExecuteAsync(context));
    }
}
