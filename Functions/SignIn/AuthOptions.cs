using Microsoft.Extensions.Options;

namespace Functions.SignIn;

/// <summary>Section <c>Auth</c>: the OpenID provider whose tokens professors bring. Without it only the operator key lets anybody in.</summary>
public sealed class AuthOptions
{
    /// <summary><c>Auth__Authority</c>: where <c>/.well-known/openid-configuration</c> is found.</summary>
    public string? Authority { get; set; }

    /// <summary><c>Auth__Audience</c>: the <c>aud</c> of the tokens that are meant for this API.</summary>
    public string? Audience { get; set; }

    /// <summary>
    /// <c>Auth__TrustedForEmail</c>: issuers, with spaces or commas between, whose word that an e-mail address is somebody's is enough to sign them
    /// in as the professor who has it.
    /// </summary>
    public string? TrustedForEmail { get; set; }

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority);

    public bool Trusts(string issuer) => TrustedIssuers.Contains(issuer, StringComparer.Ordinal);

    internal string[] TrustedIssuers => TrustedForEmail?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    private const string Example = "https://login.microsoftonline.com/<tenant id>/v2.0";

    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        List<string> failures = [];
        if (!options.IsConfigured)
        {
            if (!string.IsNullOrWhiteSpace(options.Audience) || options.TrustedIssuers.Length > 0)
                failures.Add($"Set Auth__Authority too, for example {Example}: Auth__Audience and Auth__TrustedForEmail mean nothing without it.");
        }
        else
        {
            if (!IssuerUrl.TryParse(options.Authority, out var authority))
                failures.Add($"Auth__Authority must be an https address without query or fragment, for example {Example}.");
            else if (Entra.IsMultiTenant(authority))
                failures.Add($"Auth__Authority must name one tenant, for example {Example}: everybody with a Microsoft account can sign in at the one given.");
            if (string.IsNullOrWhiteSpace(options.Audience))
                failures.Add("Set Auth__Audience to the audience of tokens for this API, for example api://classes: without it a token for any other app would do.");
        }

        foreach (var issuer in options.TrustedIssuers.Where(i => !IssuerUrl.TryParse(i, out _)))
            failures.Add($"Auth__TrustedForEmail must hold issuers as tokens name them, with spaces or commas between, for example {Example}; this is none: {issuer}");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
