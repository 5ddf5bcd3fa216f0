using System.Text.Json.Nodes;
using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Reference;

/// <summary>This document. Whoever has it already gets 304.</summary>
public sealed class OpenApi
{
    private static readonly EmbeddedFile Document = new(typeof(OpenApi).Assembly, "openapi.json", "application/json");

    [Function(nameof(OpenApi))]
    [Tags("About"), EndpointSummary("The API's description"), ChecksVersion]
    [ProducesResponseType<JsonObject>(StatusCodes.Status200OK, Description = "An OpenAPI 3.1 document.")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = CacheControl.Revalidate;
        return Document;
    }
}
