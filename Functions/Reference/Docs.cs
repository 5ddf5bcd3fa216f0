using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Reference;

/// <summary>A page to read this document and to try the operations out. It needs nothing from any other host, and may reach none.</summary>
public sealed class Docs
{
    // The reference adds style elements of its own while it runs; scripts come from here alone.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Page = $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>API reference</title>
        <link rel="icon" href="data:,">
        </head>
        <body>
        <noscript>This page needs JavaScript. The API's description is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
        <script id="api-reference" type="application/json" data-url="/api/openapi.json" data-configuration='{{Configuration}}'></script>
        <script src="/api/docs/scalar.js?v={{DocsScript.Version}}"></script>
        </body>
        </html>

        """;

    // No fonts, proxy, telemetry or assistant from elsewhere.
    private const string Configuration = """
        {
          "withDefaultFonts": false, "proxyUrl": "", "telemetry": false, "agent": { "disabled": true }, "mcp": { "disabled": true },
          "hideClientButton": true, "showDeveloperTools": "never", "documentDownloadType": "direct", "persistAuth": false
        }
        """;

    [Function(nameof(Docs))]
    [Tags("About"), EndpointSummary("The reference page")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/html", Description = "The page.")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Text(Page, "text/html; charset=utf-8");
    }
}
