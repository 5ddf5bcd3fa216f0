using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Host.SignalR;

/// <summary>
/// As much of Azure SignalR Service as a serverless hub needs: its REST call "send to a user", and the endpoint where clients listen.
/// https://learn.microsoft.com/azure/azure-signalr/signalr-reference-data-plane-rest-api
/// </summary>
internal sealed class SignalRService(ServiceKey service, IHubContext<SignalRService.Receiver> hub)
{
    public const string SendPath = "/api/hubs/{name}/users/{user}/:send";

    private const string UserClaim = "asrs.s.uid";
    private const int LongestMessage = 1024 * 1024;
    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<SignalRService>().AddSingleton<IUserIdProvider, UserOfHub>().AddSignalR();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // An hour's connection is no slow request.
        endpoints.MapHub<Receiver>(ClientPath.Root, options => options.CloseOnAuthenticationExpiration = true).DisableHttpMetrics();
        endpoints.MapPost(SendPath, endpoints.ServiceProvider.GetRequiredService<SignalRService>().SendAsync).DisableHttpMetrics();
    }

    /// <summary>Lets only clients with a token of the app to their endpoint, and says who they are.</summary>
    public async Task AdmitAsync(HttpContext http, RequestDelegate next)
    {
        var name = http.Request.Query["hub"].ToString();
        if (await TicketAsync(http, audience => IsClientOf(audience, name)) is not { } ticket)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new Claim(UserOfHub.Hub, name));
        http.User = ticket.Principal;
        http.Features.Set<IAuthenticateResultFeature>(new Admitted { AuthenticateResult = AuthenticateResult.Success(ticket) });
        await next(http);
    }

    private async Task SendAsync(HttpContext http)
    {
        var (name, user) = ($"{http.Request.RouteValues["name"]}", $"{http.Request.RouteValues["user"]}");
        http.Response.StatusCode = await TicketAsync(http, audience => IsSenderTo(audience, name, user)) is null ? StatusCodes.Status401Unauthorized
            : await SendAsync(name, user, http) ? StatusCodes.Status202Accepted
            : StatusCodes.Status400BadRequest;
    }

    private async Task<bool> SendAsync(string name, string user, HttpContext http)
    {
        try
        {
            // More than this fails as it is read, with 413.
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LongestMessage;
            using var message = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            var root = message.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("target", out var target) || target.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("arguments", out var arguments) || arguments.ValueKind != JsonValueKind.Array)
                return false;

            // As they came, so that names, enums and numbers stay what the app made of them.
            object[] values = [.. arguments.EnumerateArray().Select(argument => (object)argument.Clone())];
            await hub.Clients.User(UserOfHub.Id(name, user)).SendCoreAsync(target.GetString()!, values, http.RequestAborted);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsClientOf(Uri audience, string name) =>
        name.Length > 0 && audience.AbsolutePath.TrimEnd('/') == ClientPath.Root && audience.Query == $"?hub={name}";

    private static bool IsSenderTo(Uri audience, string name, string user) =>
        Uri.UnescapeDataString(audience.AbsolutePath) == Uri.UnescapeDataString($"/api/hubs/{name}/users/{user}/:send");

    // A browser can't set headers on a WebSocket or an event stream.
    private static string Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
        ? token
        : request.Query["access_token"].ToString();

    private async Task<AuthenticationTicket?> TicketAsync(HttpContext http, Func<Uri, bool> isFor)
    {
        var result = await Tokens.ValidateTokenAsync(Token(http.Request), new TokenValidationParameters
        {
            ValidateIssuer = false,
            AudienceValidator = (audiences, _, _) => audiences.Any(audience => Uri.TryCreate(audience, UriKind.Absolute, out var uri)
                && isFor(uri)),
            IssuerSigningKey = service.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.FromSeconds(5),
        });
        return result.IsValid
            ? new(new ClaimsPrincipal(result.ClaimsIdentity), new AuthenticationProperties { ExpiresUtc = new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero) }, nameof(SignalRService))
            : null;
    }

    /// <summary>Has no methods: a client that invokes one is told that it does not exist.</summary>
    internal sealed class Receiver : Hub;

    private sealed class Admitted : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; }
    }

    /// <summary>The same user of two hubs is two.</summary>
    private sealed class UserOfHub : IUserIdProvider
    {
        public const string Hub = "hub";

        public static string Id(string? hub, string? user) => $"{hub}/{user}";

        public string? GetUserId(HubConnectionContext connection) =>
            connection.User.FindFirst(UserClaim) is { } user ? Id(connection.User.FindFirst(Hub)?.Value, user.Value) : null;
    }
}
