using Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Functions.Roster;

/// <summary>What the triggers of both lists do.</summary>
public sealed class RosterHandler(RosterStore store)
{
    public async Task<Result<Page<RosterEntry>>> ListAsync(HttpRequest request, RosterRole role, CancellationToken cancellationToken)
    {
        if (!Query.Limit(request).TryGet(out var limit, out var problem)) return problem;
        if (!Cursor.TryRead(request, out var after)) return Cursor.Problem;
        var page = await store.ListAsync(role, limit, after, cancellationToken);
        return page with { NextCursor = Cursor.Write(request, page.NextCursor) };
    }

    public async Task<IResult> GetAsync(RosterRole role, string id, CancellationToken cancellationToken) =>
        await FindAsync(role, id, cancellationToken) is { } entry ? Json.Ok(entry) : new ProblemResult(Missing(role));

    public async Task<RosterEntry?> FindAsync(RosterRole role, string id, CancellationToken cancellationToken) =>
        RosterRules.IsId(id) ? await store.FindAsync(role, id, cancellationToken) : null;

    public async Task<IResult> PutAsync(HttpRequest request, RosterRole role, string id, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.RosterEntryRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        if (RosterRules.WrongWith(id, body) is { Count: > 0 } errors) return new ProblemResult(Problems.Validation(errors));
        var entry = RosterRules.EntryOf(id, body);
        return await store.PutAsync(role, entry, cancellationToken) switch
        {
            Put.EmailTaken => new ProblemResult(Problems.Validation("email", "Another entry has this e-mail address.")),
            Put.Created => Json.Created($"/api/{(role == RosterRole.Professors ? "professors" : "students")}/{Uri.EscapeDataString(id)}", entry),
            _ => Json.Ok(entry),
        };
    }

    public static Problem Missing(RosterRole role) => Problems.NotFound(role == RosterRole.Professors ? "professor" : "student");
}
