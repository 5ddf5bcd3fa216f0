using System.Net.Http.Headers;
using ZoomSimulator.OAuth;

namespace ZoomSimulator.Rest;

/// <summary>Every REST call wants a live token with the right scope; an unknown path is unknown to anybody.</summary>
internal sealed class TokenGate(AccessTokens tokens) : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { } operation)
            return ZoomError.UnknownPath.AnswerAsync(context);
        var (verdict, token) = tokens.Check(BearerOf(context.Request));
        return verdict switch
        {
            TokenVerdict.Expired => ZoomError.TokenExpired.AnswerAsync(context),
            TokenVerdict.Good when operation.Scope.IsMetBy(token!.Scopes) => next(context),
            TokenVerdict.Good => ZoomError.MissingScope(operation.Scope.Granular, tokens.ScopeRefusal).AnswerAsync(context),
            _ => ZoomError.TokenInvalid.AnswerAsync(context),
        };
    }

    public static string? BearerOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase) ? header.Parameter : null;
}
