using Functions.Host.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Functions.Host.Page;

/// <summary>
/// Serves the professor's page from a folder, when one is configured. Only files that are there are answered here; everything else goes
/// on to the functions.
/// </summary>
internal static class Dashboard
{
    /// <summary>The folder of the built page, such as <c>dashboard/dist</c>.</summary>
    public const string Setting = "FunctionsHost:Dashboard";

    private const string Index = "/index.html";
    private const string HashedNames = "/assets";
    private static readonly string[] Compressed = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

    public static void AddServices(IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            // Nothing here is secret, so that a length tells nobody anything.
            options.EnableForHttps = true;
            options.MimeTypes = Compressed;
            options.Providers.Add<GzipCompressionProvider>();
        });

    public static bool Use(WebApplication app)
    {
        if (app.Configuration[Setting] is not { Length: > 0 } folder)
            return false;

        var root = Path.GetFullPath(folder);
        if (!File.Exists(Path.Join(root, Index)))
            throw WrongSettings.Named($"{Setting.Replace(":", "__", StringComparison.Ordinal)} names {root}, where no index.html is: build the page first.");

        var signIn = DashboardSignIn.Of(app.Configuration);
        var files = new PhysicalFileProvider(root);
        var headers = new DashboardHeaders(app.Services, signIn);
        app.Use((context, next) =>
        {
            if (context.Request.Path == "/")
                context.Request.Path = Index;
            return next(context);
        });
        DashboardConfig.Use(app, root, headers, signIn);
        app.MapWhen(context => IsRead(context.Request) && files.GetFileInfo(context.Request.Path).Exists, branch =>
            branch.UseResponseCompression().UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                ServeUnknownFileTypes = true,
                OnPrepareResponse = served => headers.Set(served.Context, immutable: served.Context.Request.Path.StartsWithSegments(HashedNames, StringComparison.Ordinal)),
            }));
        return true;
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
