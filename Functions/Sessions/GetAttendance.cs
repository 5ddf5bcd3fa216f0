using System.Text;
using Functions.Http;
using Functions.Presence;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace Functions.Sessions;

/// <summary>
/// How long each student was where; during the class, the state so far. JSON, or CSV by <c>Accept: text/csv</c> or <c>?format=csv</c>;
/// with <c>&amp;bom=true</c> as some spreadsheets want it. <c>…/attendance.csv</c> is always CSV.
/// </summary>
public sealed class GetAttendance(SessionReader reader, SessionStore sessions, TimeProvider time)
{
    private const string Csv = "text/csv";

    /// <summary>
    /// How long each student was where, as CSV (RFC 4180), one line a student, people whom nobody recognised last; with <c>?bom=true</c> as
    /// some spreadsheets want it.
    /// </summary>
    [Function("GetAttendanceCsv")]
    [Tags("Sessions"), EndpointSummary("Attendance as CSV")]
    [TakesQuery("bom", "With a byte order mark before the CSV, as some spreadsheets want it.", Type = typeof(bool))]
    [ProducesResponseType<string>(StatusCodes.Status200OK, Csv, Description = "How long everybody was where.")]
    public async Task<IResult> RunCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/attendance.csv")] HttpRequest request,
        string session_id,
        CancellationToken cancellationToken)
    {
        var found = await FoldAsync(request, session_id, cancellationToken);
        return found.TryGet(out var attendance, out var problem) ? AsCsv(request, attendance) : new ProblemResult(problem);
    }

    [Function(nameof(GetAttendance))]
    [Tags("Sessions"), EndpointSummary("Attendance")]
    [TakesQuery("format", "What to answer with, whatever Accept says.", Values = ["json", "csv"])]
    [TakesQuery("bom", "With a byte order mark before the CSV, as some spreadsheets want it.", Type = typeof(bool))]
    [ProducesResponseType<Attendance>(StatusCodes.Status200OK, Description = "How long everybody was where.")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, Csv)]
    [Refuses(nameof(Problems.Validation))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sessions/{session_id}/attendance")] HttpRequest request, string session_id, CancellationToken cancellationToken)
    {
        if (Query.Text(request, "format") is { } format and not ("csv" or "json"))
            return new ProblemResult(Problems.Validation("format", "csv or json is expected."));
        var found = await FoldAsync(request, session_id, cancellationToken);
        if (!found.TryGet(out var attendance, out var problem)) return new ProblemResult(problem);
        return WantsCsv(request) ? AsCsv(request, attendance) : Json.Ok(attendance);
    }

    private async Task<Result<Attendance>> FoldAsync(HttpRequest request, string sessionId, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(Caller.Of(request), sessionId, cancellationToken);
        if (!found.TryGet(out var record, out var problem)) return problem;
        var log = await sessions.ReadLogAsync(record.Facts.SessionId, cancellationToken);
        return record.ToAttendance(log, time.GetUtcNow());
    }

    private static IResult AsCsv(HttpRequest request, Attendance attendance)
    {
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"attendance-{attendance.SessionId}.csv\"";
        return Results.Text((Query.Text(request, "bom") == "true" ? "\uFEFF" : "") + AttendanceCsv.Write(attendance), Csv, Encoding.UTF8);
    }

    // Of two kinds that a caller takes, the one they prefer; JSON in doubt.
    private static bool WantsCsv(HttpRequest request)
    {
        if (Query.Text(request, "format") is { } format) return format == "csv";
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return false;
        double? csv = null, json = null;
        foreach (var type in accepted)
        {
            if (type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase)) csv = type.Quality ?? 1;
            else if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) json = type.Quality ?? 1;
        }

        return csv > (json ?? 0);
    }
}
