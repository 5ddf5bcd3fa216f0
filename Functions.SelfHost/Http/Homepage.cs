using Functions.SelfHost.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Http;

internal static class Homepage
{
    private const string Text = "The function app is up and running.\n";

    public static void Map(WebApplication app)
    {
        if (!app.Configuration.IsOn("AzureWebJobsDisableHomepage"))
            app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], context => Results.Text(Text).ExecuteAsync(context));
    }
}
