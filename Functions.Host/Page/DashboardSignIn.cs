using System.Text.Json.Nodes;
using Functions.Host.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Host.Page;

/// <summary>
/// Where the page's professors sign in: at the provider whose tokens the app takes, as the client that the page is there.
/// </summary>
internal sealed record DashboardSignIn(Uri Authority, string ClientId, string Scope, IReadOnlyList<string> OtherOrigins)
{
    private const string AuthoritySetting = "Auth:Authority";
    private const string Section = "FunctionsHost:SignIn";

    /// <summary>What the page may connect to: a provider may have its tokens at another origin than its name.</summary>
    public IEnumerable<string> Origins => [Authority.GetLeftPart(UriPartial.Authority), .. OtherOrigins];

    /// <summary>The member <c>sign_in</c> of config.json.</summary>
    public JsonObject Json => new() { ["authority"] = Authority.AbsoluteUri.TrimEnd('/'), ["client_id"] = ClientId, ["scope"] = Scope };

    /// <returns>Null when nobody signs in to the page.</returns>
    /// <exception cref="OptionsValidationException">One of the settings is missing or wrong; the message names them.</exception>
    public static DashboardSignIn? Of(IConfiguration configuration)
    {
        var (client, scope) = (configuration[$"{Section}:ClientId"], configuration[$"{Section}:Scope"]);
        var others = OriginList.Read(configuration[$"{Section}:OtherOrigins"] ?? "", "FunctionsHost__SignIn__OtherOrigins");
        if (string.IsNullOrEmpty(client) && string.IsNullOrEmpty(scope))
            return null;

        return !string.IsNullOrEmpty(client)
            && !string.IsNullOrEmpty(scope) && Uri.TryCreate(configuration[AuthoritySetting], UriKind.Absolute, out var authority)
            ? new(authority, client, scope, others)
            : throw WrongSettings.Named(
                "The settings FunctionsHost__SignIn__ClientId and FunctionsHost__SignIn__Scope, such as \"openid api://classes/access\", go together and need Auth__Authority.");
    }
}
