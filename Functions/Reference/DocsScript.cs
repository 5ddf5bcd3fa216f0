using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Scalar.AspNetCore;

namespace Functions.Reference;

/// <summary>The program of the reference page: Scalar, as its package brings it along.</summary>
public sealed class DocsScript
{
    private static readonly EmbeddedFile Script = new(
        typeof(ScalarOptions).Assembly, "ScalarStaticAssets.scalar.js", "text/javascript; charset=utf-8", isGzip: true);

    /// <summary>Changes with the script, so that the page asks for the one it was made with.</summary>
    internal static string Version => Script.Version;

    [Function(nameof(DocsScript))]
    [Tags("About"), EndpointSummary("The reference page's script"), ChecksVersion]
    [TakesQuery("v", "The script's version, as the page asks for it: that one may be kept for good.")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/javascript", Description = "The script.")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/scalar.js")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = Query.Text(request, "v") == Version ? CacheControl.ForGood : CacheControl.Revalidate;
        return Script;
    }
}
