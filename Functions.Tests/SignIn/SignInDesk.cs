using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Functions.Tests.SignIn;

/// <summary>Where people sign in at the issuer: code and PKCE (RFC 6749, RFC 7636) for one page. Whoever sits there is asked nothing.</summary>
internal sealed class SignInDesk : IAsyncDisposable
{
    public const string ClientId = "page";
    public const string Scope = "openid offline_access classes";

    private readonly ConcurrentDictionary<string, Grant> codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> renewals = new(StringComparer.Ordinal);
    private int renewed;
    private int signedOut;

    private SignInDesk()
    {
    }

    public Issuer Issuer { get; private set; } = null!;

    /// <summary>The one address that people are sent back to.</summary>
    public string? Page { get; set; }

    /// <summary>Who sits there.</summary>
    public (string Subject, string Email) Person { get; set; } = ("nobody", "nobody@example.edu");

    /// <summary>The error that they are sent back with instead, such as <c>access_denied</c>.</summary>
    public string? Refusal { get; set; }

    /// <summary>How long the next access token is good for; past when negative.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    public bool Renews { get; set; } = true;

    public int Renewed => Volatile.Read(ref renewed);

    public int SignedOut => Volatile.Read(ref signedOut);

    public static async Task<SignInDesk> StartAsync()
    {
        var desk = new SignInDesk();
        desk.Issuer = await Issuer.StartAsync((app, _) => desk.Map(app));
        desk.Issuer.Document["end_session_endpoint"] = $"{desk.Issuer.Url}/end_session";
        return desk;
    }

    public ValueTask DisposeAsync() => Issuer.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", TokenAsync);
        app.MapGet("/end_session", EndSession);
    }

    private IResult Authorize(HttpRequest request)
    {
        var (asked, state) = (request.Query, request.Query["state"].ToString());
        if (asked["client_id"] != ClientId || asked["redirect_uri"] != Page) return Results.BadRequest("This page is not known here.");
        if (asked["response_type"] != "code" || asked["code_challenge_method"] != "S256" || asked["code_challenge"].ToString().Length != 43
            || state.Length < 16 || asked["scope"] != Scope) return Results.BadRequest("This is not how one signs in.");
        if (Refusal is { } error) return Back(("error", error), ("state", state));
        var code = Secret();
        codes[code] = new(asked["code_challenge"].ToString(), Person);
        return Back(("code", code), ("state", state));
    }

    private IResult Back(params (string Name, string Value)[] answer) =>
        Results.Redirect(QueryHelpers.AddQueryString(Page!, answer.Select(a => new KeyValuePair<string, string?>(a.Name, a.Value))));

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != ClientId || request.Headers.Authorization.Count > 0) return Refuse("invalid_client");
        if (form["grant_type"] == "authorization_code")
        {
            return codes.TryRemove(form["code"].ToString(), out var grant) && form["redirect_uri"] == Page && Challenge(form["code_verifier"].ToString()) == grant.Challenge
                ? Give(grant.Person)
                : Refuse("invalid_grant");
        }

        if (form["grant_type"] != "refresh_token" || !Renews || !renewals.TryRemove(form["refresh_token"].ToString(), out var email)) return Refuse("invalid_grant");
        Interlocked.Increment(ref renewed);
        return Give((Person.Subject, email));
    }

    private IResult Give((string Subject, string Email) person)
    {
        var refresh = Secret();
        renewals[refresh] = person.Email;
        var now = DateTimeOffset.UtcNow;
        return Results.Json(new
        {
            access_token = Issuer.Token(person.Subject, ("email", person.Email), ("email_verified", true), ("exp", (now + Lifetime).ToUnixTimeSeconds()), ("nbf", null)),
            id_token = Issuer.Token(person.Subject, ("aud", ClientId)),
            refresh_token = Renews ? refresh : null,
            token_type = "Bearer",
            expires_in = 300,
            scope = Scope,
        });
    }

    private IResult EndSession(HttpRequest request)
    {
        Interlocked.Increment(ref signedOut);
        return request.Query["post_logout_redirect_uri"] == Page && request.Query["id_token_hint"].ToString().Length > 0 ? Results.Redirect(Page!) : Results.BadRequest("Signed out of where?");
    }

    private static IResult Refuse(string error) => Results.Json(new { error }, statusCode: StatusCodes.Status400BadRequest);

    private static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    private sealed record Grant(string Challenge, (string Subject, string Email) Person);
}
