using System.Text.Json.Serialization;
using Functions.Http;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Realtime;

/// <summary>What a SignalR client needs to connect, in its own spelling.</summary>
public sealed record Connection([property: JsonPropertyName("url")] string Url, [property: JsonPropertyName("accessToken")] string AccessToken);

/// <summary>
/// Where and with which token a page listens to a professor's sessions. A SignalR client that connects there is told
/// <c>SessionChanged</c>, <c>SessionCreated</c> and <c>SessionEnded</c>. These are hints, without promise of order or delivery.
/// </summary>
public sealed partial class Negotiate(IServiceProvider services, RosterStore roster, TimeProvider time, ILogger<Negotiate> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    [Function(nameof(Negotiate))]
    [Tags("Live channel"), EndpointSummary("Where to listen")]
    [TakesQuery("professor_id", "Whose sessions to listen to. A professor's are their own, so only the operator must say.")]
    [ProducesResponseType<Connection>(StatusCodes.Status200OK, Description = "For a SignalR client. The token lives for an hour at most.")]
    [Refuses(nameof(Problems.Validation), nameof(Problems.NotFound), nameof(Problems.RealtimeUnavailable))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "negotiate")] HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var professorId = Query.Text(request, "professor_id") ?? caller.ProfessorId;
        if (professorId is null) return new ProblemResult(Problems.Validation("professor_id", "Say whose sessions to listen to."));
        if (!caller.MaySee(professorId)) return new ProblemResult(Problems.Forbidden("A professor listens to their own sessions only."));
        if (!RosterRules.IsId(professorId) || await roster.FindAsync(RosterRole.Professors, professorId, cancellationToken) is null)
            return new ProblemResult(Problems.NotFound("professor"));
        try
        {
            // The service takes no token and may stay silent for long, so waiting is what is bounded.
            var connection = await services.GetRequiredService<SessionHub>().NegotiateFor(professorId).WaitAsync(Patience, time, cancellationToken);
            request.HttpContext.Response.Headers.CacheControl = CacheControl.NoStore;
            return Results.Text(connection.ToString(), "application/json");
        }
#pragma warning disable CA1031 // Whatever the live channel's trouble is, the rest of the API works without it.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NoService(logger, exception.GetType().Name);
            return new ProblemResult(Problems.RealtimeUnavailable);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Warning, "The live channel's service could not be reached: {Exception}.")]
        public static partial void NoService(ILogger logger, string exception);
    }
}
