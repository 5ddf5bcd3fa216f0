using System.Security.Claims;
using System.Security.Cryptography;
using Functions.SelfHost.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.SelfHost.SignalR;

/// <summary>The tokens that let clients in. Their time is the system's: the connection's end is enforced by it too.</summary>
internal sealed class ClientTokens(IConfiguration configuration, ClientUrls urls)
{
    public const string UserIdClaim = "asrs.s.uid";
    private const string KeySetting = "SelfHost:SignalR:SigningKey";
    private const int MinKeyBytes = 32;

    private readonly SymmetricSecurityKey key = new(Key(configuration));

    public (string Url, string Token) Issue(string hub, string? userId, TimeSpan lifetime)
    {
        var url = urls.For(hub);
        var now = DateTime.UtcNow;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Audience = url,
            Subject = new ClaimsIdentity(userId is null ? [] : [new Claim(UserIdClaim, userId)]),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
        return (url, token);
    }

    public TokenValidationParameters Validation(string hub) => new()
    {
        ValidateIssuer = false,
        AudienceValidator = (audiences, _, _) => audiences.Contains(urls.For(hub)),
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ClockSkew = TimeSpan.FromSeconds(5),
    };

    /// <exception cref="OptionsValidationException">The setting is no key.</exception>
    public static byte[] Key(IConfiguration configuration)
    {
        if (configuration[KeySetting] is not { Length: > 0 } configured)
            return RandomNumberGenerator.GetBytes(MinKeyBytes);

        var bytes = new byte[configured.Length];
        return Convert.TryFromBase64String(configured, bytes, out var length) && length >= MinKeyBytes
            ? bytes[..length]
            : throw WrongSettings.Named($"SelfHost__SignalR__SigningKey must be base64 of at least {MinKeyBytes} random bytes.");
    }
}
