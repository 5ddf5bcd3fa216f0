using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Http;

/// <summary>Whether this app can do its work. Open to everybody, so it says little; 503 only when nothing can work at all.</summary>
public sealed class Health(HealthProbe probe)
{
    [Function(nameof(Health))]
    [Tags("About"), EndpointSummary("Health")]
    [ProducesResponseType<HealthReport>(StatusCodes.Status200OK, Description = "The app works, or works without Zoom.")]
    [ProducesResponseType<HealthReport>(StatusCodes.Status503ServiceUnavailable, Description = "Tables or secrets cannot be reached.")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.Remove("Cache-Control");
        var report = await probe.LookAsync(cancellationToken);
        var status = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Results.Json(report, ApiJson.Default.HealthReport, statusCode: status);
    }
}
