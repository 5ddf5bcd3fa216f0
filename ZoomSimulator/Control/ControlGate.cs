using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ZoomSimulator.Control;

/// <summary>
/// Keeps web pages and other machines away from the control API: a loopback Host (against DNS rebinding), no Origin, the
/// token; and turns unreadable requests into a problem.
/// </summary>
internal sealed class ControlGate(SimulatorOptions options) : IMiddleware
{
    public const string Header = "x-sim-token";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var unknown = context.GetEndpoint() is null ? Problem(404, "There is no such control.") : null;
        if ((Refusal(context.Request) ?? unknown) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Problem(e.StatusCode, e.InnerException?.Message ?? e.Message).ExecuteAsync(context);
        }
    }

    public static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    private IResult? Refusal(HttpRequest request) =>
        !IsLoopback(request.Host.Host) ? Problem(403, "The control API answers only to a loopback host name.")
        : request.Headers.Origin.Count > 0 ? Problem(403, "The control API answers no web page.")
        : !HasToken(request) ? Problem(401, $"The header {Header} is missing or wrong.")
        : null;

    private bool HasToken(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[Header].ToString())),
        SHA256.HashData(Encoding.UTF8.GetBytes(options.SimToken)));

    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
