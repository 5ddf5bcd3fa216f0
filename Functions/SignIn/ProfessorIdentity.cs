using System.ComponentModel.DataAnnotations;
using Functions.Http;
using Functions.Reference;
using Functions.Roster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Functions.SignIn;

/// <summary>Who a professor is at the issuer.</summary>
public sealed record IdentityRequest
{
    /// <summary>What the issuer calls them: the claim <c>sub</c> of their tokens; for Microsoft Entra ID, their object id.</summary>
    [Required, StringLength(Identity.LongestSubject, MinimumLength = 1)]
    public string? Subject { get; init; }
}

/// <summary>Which identity a professor signs in with: the operator may look, say it by hand, or take it back.</summary>
public sealed class ProfessorIdentity(ProfessorIdentities identities, IssuerKeySource issuer, IOptions<AuthOptions> options)
{
    private static readonly ProblemResult NotYours = new(Problems.Forbidden("Only the operator sees and changes who signs in as whom."));

    /// <summary>The identity that a professor signs in with.</summary>
    [Function("GetProfessorIdentity")]
    [Tags("Roster"), EndpointSummary("Who signs in as a professor")]
    [ProducesResponseType<BoundIdentity>(StatusCodes.Status200OK, Description = "The identity.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "professors/{id}/identity")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return NotYours;
        return RosterRules.IsId(id) && await identities.ReadAsync(id, cancellationToken) is { } bound ? Json.Ok(bound) : new ProblemResult(Problems.NotFound("identity"));
    }

    /// <summary>Says by hand who a professor is at the configured issuer, whatever their e-mail address. It takes the place of what was.</summary>
    [Function("PutProfessorIdentity")]
    [Tags("Roster"), EndpointSummary("Say who signs in as a professor")]
    [TakesBody<IdentityRequest>]
    [ProducesResponseType<BoundIdentity>(StatusCodes.Status200OK, Description = "The identity, as it is now.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "professors/{id}/identity")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return NotYours;
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.IdentityRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        if (body.Subject is not { Length: >= 1 and <= Identity.LongestSubject } subject || subject.Any(char.IsControl))
            return new ProblemResult(Problems.Validation("subject", $"1 to {Identity.LongestSubject} characters are expected."));
        if (!options.Value.IsConfigured) return new ProblemResult(Problems.Validation("subject", "No issuer is configured: set Auth__Authority."));
        if (await issuer.GetAsync(cancellationToken) is not { } known) return new ProblemResult(Problems.SignInUnavailable);
        var binding = RosterRules.IsId(id) ? await identities.BindAsync(id, Identity.Of(known.Issuer, subject), cancellationToken) : Binding.NoProfessor;
        return binding switch
        {
            Binding.Taken => new ProblemResult(Problems.Validation("subject", "Another professor signs in with this identity.")),
            Binding.Bound when await identities.ReadAsync(id, cancellationToken) is { } bound => Json.Ok(bound),
            _ => new ProblemResult(RosterHandler.Missing(RosterRole.Professors)),
        };
    }

    /// <summary>Takes the identity off a professor. Whoever signs in next with their e-mail address, verified, is them again.</summary>
    [Function("DeleteProfessorIdentity")]
    [Tags("Roster"), EndpointSummary("Sign a professor out for good")]
    [ProducesResponseType(StatusCodes.Status204NoContent, Description = "Nobody signs in as this professor.")]
    [Refuses(nameof(Problems.NotFound))]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "professors/{id}/identity")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Caller.Of(request).IsOperator) return NotYours;
        return RosterRules.IsId(id) && await identities.UnbindAsync(id, cancellationToken) ? Results.NoContent() : new ProblemResult(Problems.NotFound("identity"));
    }
}
