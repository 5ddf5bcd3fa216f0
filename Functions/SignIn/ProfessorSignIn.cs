using System.Net.Http.Headers;
using Functions.Http;
using Functions.Roster;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Functions.SignIn;

/// <summary>Finds the professor whom a bearer token is about. Who comes for the first time is known by their e-mail address, if that can be relied on.</summary>
public sealed class ProfessorSignIn(BearerTokens tokens, ProfessorIdentities identities, IOptions<AuthOptions> options)
{
    /// <param name="authorization">The header's text.</param>
    public async Task<Result<Caller>> IdentifyAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured
            || !AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return Problems.Unauthorized;
        if (!(await tokens.VerifyAsync(header.Parameter ?? "", cancellationToken)).TryGet(out var token, out var problem)
            || !Identity.Of(token).TryGet(out var identity, out problem)) return problem;
        if (await identities.FindAsync(identity, cancellationToken) is { } known) return new Caller(known);
        return await MeetAsync(token, identity, cancellationToken);
    }

    private async Task<Result<Caller>> MeetAsync(JsonWebToken token, Identity identity, CancellationToken cancellationToken)
    {
        if (!options.Value.Trusts(token.Issuer))
            return Problems.Forbidden("Nobody signs in here as you yet. Ask the operator: e-mail addresses of your token's issuer are not relied on.");
        if (!Claims.VerifiedEmail(token).TryGet(out var email, out var problem)) return problem;
        return await identities.BindByEmailAsync(identity, email, cancellationToken) is { } professor
            ? new Caller(professor)
            : Problems.Forbidden("Nobody signs in here as you yet, and no professor who could has your token's e-mail address. Ask the operator.");
    }
}
