using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Functions.Host.Page;

/// <summary>The page's config.json as its folder has it; with a simulator at hand it also says that a class can be played, and with
/// a provider, where professors sign in.</summary>
internal static class DashboardConfig
{
    private const string File = "/config.json";

    public static void Use(WebApplication app, string root, DashboardHeaders headers, DashboardSignIn? signIn)
    {
        var simulates = SimulatorRelay.IsConfigured(app.Configuration);
        if (!simulates && signIn is null)
            return;

        app.MapWhen(context => context.Request.Path == File
            && HttpMethods.IsGet(context.Request.Method), branch => branch.Run(async context =>
        {
            headers.Set(context, immutable: false);
            var config = JsonNode.Parse(await System.IO.File.ReadAllBytesAsync(Path.Join(root, File), context.RequestAborted)) as JsonObject ?? [];
            if (simulates)
                config["simulator"] = true;
            if (signIn is not null)
                config["sign_in"] = signIn.Json;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(config.ToJsonString(JsonSerializerOptions.Web), context.RequestAborted);
        }));
    }
}
