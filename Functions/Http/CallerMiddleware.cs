using System.Security.Cryptography;
using System.Text;
using Functions.Secrets;
using Functions.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Functions.Http;

/// <summary>
/// Denies by default: a function that is not listed as open runs only for a caller with exactly one valid credential, the operator key
/// or a professor's token. Both are read from their headers alone, never from the URL.
/// </summary>
public sealed class CallerMiddleware(ISecretSource secrets, ProfessorSignIn professors) : IFunctionsWorkerMiddleware
{
    public const string ApiKeyHeader = "x-api-key";

    /// <summary>Functions that anybody may call. The webhook proves its sender by its signature.</summary>
    internal static readonly IReadOnlySet<string> Open = new HashSet<string>(StringComparer.Ordinal) { "ZoomWebhook", "Health", "OpenApi", "Docs", "DocsScript" };

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && !Open.Contains(context.FunctionDefinition.Name))
        {
            if (!(await Identify(http.Request, context.CancellationToken)).TryGet(out var caller, out var problem))
            {
                context.GetInvocationResult().Value = new ProblemResult(problem);
                return;
            }

            Caller.Set(http, caller);
        }

        await next(context);
    }

    private async ValueTask<Result<Caller>> Identify(HttpRequest request, CancellationToken cancellationToken)
    {
        var keys = request.Headers[ApiKeyHeader];
        var authorization = request.Headers.Authorization;
        if (keys.Count + authorization.Count != 1) return Problems.Unauthorized;
        if (authorization.Count == 1) return await professors.IdentifyAsync(authorization[0], cancellationToken);
        return keys is [{ Length: > 0 } key] && await IsOperator(key, cancellationToken) ? Caller.Operator : Problems.Unauthorized;
    }

    private async ValueTask<bool> IsOperator(string key, CancellationToken cancellationToken)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var matches = false;
        foreach (var valid in await secrets.GetAsync(SecretNames.OperatorKey, cancellationToken))
            matches |= CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(valid)));
        return matches;
    }
}
