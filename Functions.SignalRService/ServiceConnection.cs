using System.Data.Common;
using System.Security.Claims;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.SignalRService;

/// <summary>
/// A connection string of the service: <c>Endpoint=…;AccessKey=…;Port=…;ClientEndpoint=…</c>. The last two are optional: the port of the
/// endpoint, and the address that clients use in its place. Its key signs the tokens of clients and of senders (JWT, HS256).
/// Shapes: https://learn.microsoft.com/azure/azure-signalr/signalr-reference-data-plane-rest-api
/// </summary>
internal sealed class ServiceConnection
{
    private const string UserId = "asrs.s.uid";
    private static readonly TimeSpan SenderLifetime = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Tokens = new();

    private readonly SigningCredentials key;

    /// <exception cref="InvalidOperationException">The text is no such string, or has no key to sign with.</exception>
    public ServiceConnection(string text)
    {
        var parts = Parts(text);
        Endpoint = parts.TryGetValue("Port", out var port) ? $"{Address("Endpoint")}:{port}" : Address("Endpoint");
        ClientEndpoint = parts.ContainsKey("ClientEndpoint") ? Address("ClientEndpoint") : Endpoint;
        if (!parts.TryGetValue("AccessKey", out var secret) || Encoding.UTF8.GetBytes($"{secret}") is not { Length: >= 32 } bytes)
            throw new InvalidOperationException("The connection string of the live channel needs an AccessKey of 32 characters or more.");
        key = new SigningCredentials(new SymmetricSecurityKey(bytes), SecurityAlgorithms.HmacSha256);

        string Address(string name) => parts.TryGetValue(name, out var value) && Uri.TryCreate($"{value}", UriKind.Absolute, out var uri)
            ? uri.AbsoluteUri.TrimEnd('/')
            : throw new InvalidOperationException($"The connection string of the live channel needs an address as its {name}.");
    }

    /// <summary>Where messages are sent to, without a slash at the end.</summary>
    public string Endpoint { get; }

    /// <summary>Where clients connect, without a slash at the end.</summary>
    public string ClientEndpoint { get; }

    /// <summary>A token that lets a client of a hub in.</summary>
    public string ForClient(string url, string? userId, TimeSpan lifetime) =>
        Token(url, lifetime, userId is null ? [] : [new Claim(UserId, userId)]);

    /// <summary>A token for one call of the service.</summary>
    public string ForSender(string url) => Token(url, SenderLifetime, []);

    private string Token(string audience, TimeSpan lifetime, IEnumerable<Claim> claims)
    {
        // The system's time: the service ends connections by it.
        var now = DateTime.UtcNow;
        return Tokens.CreateToken(new SecurityTokenDescriptor
        {
            Audience = audience,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = key,
        });
    }

    private static DbConnectionStringBuilder Parts(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException("The connection string of the live channel can't be read.", e);
        }
    }
}
