using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>Writes a <see cref="Problem"/>, whatever the request accepts: an error that is not shown helps nobody.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Problem Problem => problem;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = problem.Challenge ?? "Bearer";
        var body = problem with { TraceId = TraceOf(httpContext) };
        await response.WriteAsJsonAsync(body, ApiJson.Default.Problem, "application/problem+json", httpContext.RequestAborted);
    }

    private static string TraceOf(HttpContext http) =>
        Activity.Current?.TraceId.ToString() ?? ProblemDetailsMiddleware.InvocationIdOf(http) ?? http.TraceIdentifier;
}
