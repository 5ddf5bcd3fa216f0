using Functions.Http;
using Functions.Storage;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Functions.SignIn;

/// <summary>Who somebody is for good: their issuer and its id for them. Names and e-mail addresses change, and pass on to others.</summary>
/// <param name="Issuer">As tokens name it; <c>entra:</c> and the tenant's id for Microsoft Entra ID.</param>
/// <param name="Subject">The claim <c>sub</c>; for Entra the <c>oid</c>, which is the same in all apps of a tenant.</param>
public sealed record Identity(string Issuer, string Subject)
{
    /// <summary>More characters than OpenID allows are not taken.</summary>
    public const int LongestSubject = 255;

    /// <summary>Short, and fit for a row's key.</summary>
    internal string Key => Keys.Digest(Issuer, Subject);

    /// <summary>What an issuer calls somebody, as an identity.</summary>
    internal static Identity Of(string issuer, string subject) =>
        Entra.TenantOf(issuer) is { } tenant ? new(Entra.Prefix + tenant, subject.ToLowerInvariant()) : new(issuer, subject);

    /// <summary>Who a token that was found right is about.</summary>
    internal static Result<Identity> Of(JsonWebToken token)
    {
        var tenant = Entra.TenantOf(token.Issuer);
        if (tenant is not null && !string.Equals(Claims.Text(token, "tid"), tenant, StringComparison.OrdinalIgnoreCase)) return Lacks("tid of the issuer's tenant");
        var claim = tenant is null ? "sub" : "oid";
        return Claims.Text(token, claim) is { Length: > 0 and <= LongestSubject } subject ? Of(token.Issuer, subject) : Lacks(claim);
    }

    private static Problem Lacks(string claim) => Problems.Forbidden($"The token has no claim {claim}: it does not say who you are.");
}
