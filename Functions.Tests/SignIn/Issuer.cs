using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.SignIn;

/// <summary>What an issuer does with requests.</summary>
internal enum IssuerHealth
{
    Up,

    /// <summary>Answers 503 to everything.</summary>
    Failing,

    /// <summary>Takes requests and never answers.</summary>
    Silent,
}

/// <summary>
/// A small OpenID issuer over real Kestrel: discovery document, keys that roll over, tokens of any kind, and outages. Pages of other
/// origins may read it, as they may read real ones.
/// </summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "api://classes";

    private readonly WebApplication app;
    private readonly TimeProvider time;
    private int documentReads;
    private int keyReads;

    private Issuer(WebApplication app, TimeProvider time) => (this.app, this.time) = (app, time);

    /// <summary>The authority, without a slash at its end.</summary>
    public string Url => app.Urls.Single();

    /// <summary>What the discovery document and the tokens name as the issuer, when it is not the authority.</summary>
    public string? Name { get; set; }

    /// <summary>The keys of the key set. The first one signs.</summary>
    public List<IssuerKey> Keys { get; } = [IssuerKey.New("key-1")];

    /// <summary>What else the key set holds, as it is.</summary>
    public List<object> OtherKeys { get; } = [];

    public IssuerHealth Health { get; set; }

    /// <summary>Members of the discovery document that are to be other than usual.</summary>
    public Dictionary<string, object?> Document { get; } = new(StringComparer.Ordinal);

    public int DocumentReads => Volatile.Read(ref documentReads);

    public int KeyReads => Volatile.Read(ref keyReads);

    /// <param name="routes">Further endpoints, such as those where people sign in.</param>
    /// <param name="time">When tokens are made; by default, now.</param>
    public static async Task<Issuer> StartAsync(Action<WebApplication, Issuer>? routes = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        builder.Logging.ClearProviders();
        var issuer = new Issuer(builder.Build(), time ?? TimeProvider.System);
        issuer.app.Use(issuer.BeInHealth);
        issuer.app.MapGet("/.well-known/openid-configuration", issuer.Describe);
        issuer.app.MapGet("/keys", issuer.ShowKeys);
        routes?.Invoke(issuer.app, issuer);
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>A new key signs from now on. The old one stays in the key set, unless it is to go.</summary>
    public IssuerKey RollOver(bool keepOld = true, string algorithm = "RS256")
    {
        var key = IssuerKey.New($"key-{Guid.NewGuid():N}", algorithm);
        if (!keepOld) Keys.Clear();
        Keys.Insert(0, key);
        return key;
    }

    /// <summary>A right token for a subject, with some claims changed; null takes one out.</summary>
    public string Token(string subject, params (string Name, object? Value)[] changes) => Jwt.Signed(Keys[0], Claims(subject, changes));

    /// <summary>The claims of a right token of five minutes, with some changed.</summary>
    public Dictionary<string, object?> Claims(string subject, params (string Name, object? Value)[] changes)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["iss"] = Name ?? Url, ["aud"] = Audience, ["sub"] = subject, ["iat"] = now, ["nbf"] = now, ["exp"] = now + 300,
        };
        Jwt.Change(claims, changes);
        return claims;
    }

    public async ValueTask DisposeAsync()
    {
        Health = IssuerHealth.Failing;
        await app.DisposeAsync();
        foreach (var key in Keys) key.Dispose();
    }

    private async Task BeInHealth(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/keys", StringComparison.Ordinal)) Interlocked.Increment(ref keyReads);
        else if (context.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal)) Interlocked.Increment(ref documentReads);
        if (Health == IssuerHealth.Silent) await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlAllowHeaders = "*";
        if (Health != IssuerHealth.Up) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else if (HttpMethods.IsOptions(context.Request.Method)) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await next(context);
    }

    private IResult Describe()
    {
        var document = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["issuer"] = Name ?? Url,
            ["jwks_uri"] = $"{Url}/keys",
            ["authorization_endpoint"] = $"{Url}/authorize",
            ["token_endpoint"] = $"{Url}/token",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
            ["code_challenge_methods_supported"] = new[] { "S256" },
        };
        Jwt.Change(document, [.. Document.Select(member => (member.Key, member.Value))]);
        return Results.Json(document);
    }

    private IResult ShowKeys() => Results.Json(new { keys = Keys.Select(object (k) => k.Jwk()).Concat(OtherKeys).ToArray() });
}
