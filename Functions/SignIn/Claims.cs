using Functions.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Functions.SignIn;

/// <summary>Reads claims of tokens that were found right.</summary>
internal static class Claims
{
    public static string? Text(JsonWebToken token, string name) => Value(token, name) as string;

    /// <summary>The e-mail address that the issuer says it has verified. Nothing else that looks like one will do: users choose those.</summary>
    public static Result<string> VerifiedEmail(JsonWebToken token)
    {
        if (Text(token, "email") is not { Length: > 0 } email) return Problems.Forbidden("Nobody signs in here as you yet, and the token has no claim email.");
        var isVerified = Value(token, "email_verified") is { } verified
            ? verified is true or "true"
            : Value(token, "xms_edov") is true or "true" or 1 or 1L or "1";
        return isVerified
            ? email
            : Problems.Forbidden("Nobody signs in here as you yet, and no claim email_verified or xms_edov says that the token's e-mail address is verified.");
    }

    private static object? Value(JsonWebToken token, string name) => token.TryGetPayloadValue<object>(name, out var value) ? value : null;
}
