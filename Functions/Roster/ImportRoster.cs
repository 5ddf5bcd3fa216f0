using Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace Functions.Roster;

/// <summary>Puts many professors and students on the roster at once, from JSON or CSV.</summary>
public sealed class ImportRoster(RosterImporter importer)
{
    /// <summary>Ten thousand entries take about one.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    [Function(nameof(ImportRoster))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "roster")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return new ProblemResult(Problems.Forbidden("Only the operator changes the roster."));
        if (!(await ReadAsync(request, cancellationToken)).TryGet(out var rows, out var problem)
            || !ImportRules.Check(rows).TryGet(out var entries, out problem)
            || !(await importer.ImportAsync(entries, cancellationToken)).TryGet(out var report, out problem)) return new ProblemResult(problem);
        return Json.Ok(report);
    }

    private static async Task<Result<List<ImportRow>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType()) return await ReadJsonAsync(request, cancellationToken);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            return Problems.Malformed("The content type must be application/json or text/csv.");
        if (HeaderUtilities.RemoveQuotes(type.Charset) is { Length: > 0 } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return Problems.Malformed("The charset must be utf-8.");
        return await BoundedBody.ReadAsync(request, MostBytes, cancellationToken) is { } bytes ? RosterCsv.Read(bytes) : Problems.TooLarge(MostBytes);
    }

    private static async Task<Result<List<ImportRow>>> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.ImportRequest, cancellationToken, MostBytes);
        if (!read.TryGet(out var body, out var problem)) return problem;
        if (body is { Professors: null, Students: null }) return Problems.Validation("students", "Send students, professors or both.");
        if ((body.Professors?.Count ?? 0) + (body.Students?.Count ?? 0) > ImportRules.MostRows) return Problems.TooLarge(ImportRules.MostRows, "entries");
        return new List<ImportRow>([.. Rows("professors", RosterRole.Professors, body.Professors), .. Rows("students", RosterRole.Students, body.Students)]);
    }

    private static IEnumerable<ImportRow> Rows(string list, RosterRole role, IReadOnlyList<RosterEntryRequest?>? entries) =>
        (entries ?? []).Select((entry, i) => entry is null ? ImportRow.Unreadable($"{list}[{i}]", "An entry is expected.") : new($"{list}[{i}]", role, entry));
}
