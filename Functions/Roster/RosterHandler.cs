using Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Functions.Roster;

/// <summary>What the triggers of both lists do.</summary>
public sealed class RosterHandler(RosterStore store)
{
    /// <summary>Others may take an e-mail, and give it up, while somebody with it is added.</summary>
    private const int MostAttempts = 5;

    private static readonly Problem EmailTaken = Problems.Validation("email", "Another entry has this e-mail address.");

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
        var put = await IsOthersAsync(role, id, body.Email, cancellationToken)
            ? Put.EmailTaken
            : await store.PutAsync(role, RosterRules.EntryOf(id, body), cancellationToken);
        if (put == Put.EmailTaken) return new ProblemResult(EmailTaken);
        var entry = await store.FindAsync(role, id, cancellationToken) ?? RosterRules.EntryOf(id, body);
        return put == Put.Created ? Created(role, entry) : Json.Ok(entry);
    }

    /// <summary>Adds an entry under an id of ours. Somebody whose e-mail is there already is not added again, and stays as is.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, RosterRole role, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.RosterEntryRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        if (body.Id is not null)
            return new ProblemResult(Problems.Validation("id", "The server makes the id. PUT takes one of your own, in its URL."));
        if (RosterRules.WrongWith(null, body) is { Count: > 0 } errors) return new ProblemResult(Problems.Validation(errors));
        var entry = RosterRules.EntryOf(Guid.NewGuid().ToString("N"), body);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (body.Email is { } email && await store.FindByEmailAsync(role, email, cancellationToken) is { } there) return Json.Ok(there);
            if (await store.PutAsync(role, entry, cancellationToken) == Put.Created) return Created(role, entry);
        }

        return new ProblemResult(EmailTaken);
    }

    public static Problem Missing(RosterRole role) => Problems.NotFound(role == RosterRole.Professors ? "professor" : "student");

    // An entry of before may have the e-mail as it was typed, which a write of the address alone does not meet.
    private async Task<bool> IsOthersAsync(RosterRole role, string id, string? email, CancellationToken cancellationToken) =>
        email is not null && RosterRules.Cleaned(email) is not null
        && await store.FindIdByEmailAsync(role, email, cancellationToken) is { } owner && owner != id;

    private static IResult Created(RosterRole role, RosterEntry entry) =>
        Json.Created($"/api/{(role == RosterRole.Professors ? "professors" : "students")}/{Uri.EscapeDataString(entry.Id)}", entry);
}
