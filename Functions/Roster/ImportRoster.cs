using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace Functions.Roster;

/// <summary>Puts many professors and students on the roster at once, from JSON or CSV.</summary>
public sealed class ImportRoster(RosterImporter importer)
{
    /// <summary>Ten thousand entries take about one.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    [Function(nameof(ImportRoster))]
    [Tags("Roster"), EndpointSummary("Import a roster"), TakesBody<ImportRequest>(AlsoAs = "text/csv")]
    [TakesQuery("dry_run", "Writes nothing, and answers what would be done with each entry.", Type = typeof(bool))]
    [ProducesResponseType<ImportReport>(StatusCodes.Status200OK, Description = "What it changed, or would change.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "roster")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
        if (Query.Text(request, "dry_run") is not (null or "true" or "false"))
            return new ProblemResult(Problems.Validation("dry_run", "true or false is expected."));
        if (!(await ReadAsync(request, cancellationToken)).TryGet(out var rows, out var problem)) return new ProblemResult(problem);
        if (Query.Text(request, "dry_run") == "true") return Json.Ok(await importer.PreviewAsync(rows, cancellationToken));
        var imported = await importer.ImportAsync(rows, cancellationToken);
        return imported.TryGet(out var report, out problem) ? Json.Ok(report) : new ProblemResult(problem);
    }

    private static async Task<Result<ImportRows>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType()) return await ReadJsonAsync(request, cancellationToken);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            return Problems.Malformed("The content type must be application/json or text/csv.");
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        var isUtf8 = charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        if (charset.Length > 0 && !isUtf8 && !charset.Equals("windows-1252", StringComparison.OrdinalIgnoreCase))
            return Problems.Malformed("The charset must be utf-8 or windows-1252.");
        return await BoundedBody.ReadAsync(request, MostBytes, cancellationToken) is { } bytes
            ? RosterCsv.Read(bytes, isUtf8)
            : Problems.TooLarge(MostBytes);
    }

    private static async Task<Result<ImportRows>> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.ImportRequest, cancellationToken, MostBytes);
        if (!read.TryGet(out var body, out var problem)) return problem;
        if (body is { Professors: null, Students: null }) return Problems.Validation("students", "Send students, professors or both.");
        if ((body.Professors?.Count ?? 0) + (body.Students?.Count ?? 0) > ImportRules.MostRows) return Problems.TooLarge(ImportRules.MostRows, "entries");
        var professors = Rows("professors", RosterRole.Professors, body.Professors);
        return new ImportRows([.. professors, .. Rows("students", RosterRole.Students, body.Students)]);
    }

    private static IEnumerable<ImportRow> Rows(string list, RosterRole role, IReadOnlyList<RosterEntryRequest?>? entries) =>
        (entries ?? []).Select((entry, i) => entry is null ? ImportRow.Unreadable($"{list}[{i}]", "An entry is expected.") : new($"{list}[{i}]", role, entry));
}
