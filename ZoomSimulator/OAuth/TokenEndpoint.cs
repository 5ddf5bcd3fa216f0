using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ZoomSimulator.OAuth;

/// <summary><c>POST /oauth/token</c>, grant <c>account_credentials</c>: Server-to-Server OAuth.</summary>
internal static class TokenEndpoint
{
    private static readonly (string Reason, string Error) BadClient = ("Invalid client_id or client_secret", "invalid_client");
    private static readonly (string Reason, string Error) BadGrant = ("unsupported grant type", "unsupported_grant_type");
    private static readonly (string Reason, string Error) BadRequest = ("Bad Request", "invalid_request");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/oauth/token", HandleAsync);

    private static async Task<IResult> HandleAsync(HttpRequest request, SimulatorOptions options, AccessTokens tokens, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        string? Parameter(string name) => form.TryGetValue(name, out var value) ? value : request.Query[name];

        if (!IsClient(request, options))
            return Refuse(BadClient);
        if (!string.Equals(Parameter("grant_type"), "account_credentials", StringComparison.Ordinal))
            return Refuse(BadGrant);
        if (!string.Equals(Parameter("account_id"), options.AccountId, StringComparison.Ordinal))
            return Refuse(BadRequest);

        var token = tokens.Issue();
        return Results.Json(new JsonObject
        {
            ["access_token"] = token.Value,
            ["token_type"] = "bearer",
            ["expires_in"] = (int)AccessTokens.Lifetime.TotalSeconds,
            ["scope"] = string.Join(' ', token.Scopes.Order(StringComparer.Ordinal)),
            ["api_url"] = $"{request.Scheme}://{request.Host}",
        });
    }

    private static bool IsClient(HttpRequest request, SimulatorOptions options)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
            return false;
        var wanted = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}"));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(header.Parameter ?? ""));
    }

    private static IResult Refuse((string Reason, string Error) why) =>
        Results.Json(new JsonObject { ["reason"] = why.Reason, ["error"] = why.Error }, statusCode: StatusCodes.Status400BadRequest);
}
