using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Functions.Host.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Functions.Host.Page;

/// <summary>
/// Lets the page of a local stack play a class in the Zoom simulator, which itself answers no page: its token stays here. Only that one
/// control, only for this machine's own page, only with the key that the page has anyway.
/// </summary>
internal sealed class SimulatorRelay(Uri simulator, string token, string key) : IDisposable
{
    public const string Root = "/simulator";

    private const string Section = "FunctionsHost:Simulator";
    private const int LongestBody = 4096;
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete];

    private readonly HttpClient http = new() { BaseAddress = simulator, Timeout = TimeSpan.FromSeconds(10) };

    public static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[$"{Section}:Url"]);

    public static bool Map(WebApplication app, IEndpointRouteBuilder endpoints)
    {
        if (!IsConfigured(app.Configuration))
            return false;

        var relay = new SimulatorRelay(new Uri(Setting("Url")), Setting("Token"), Setting("Key"));
        app.Lifetime.ApplicationStopped.Register(relay.Dispose);
        endpoints.MapMethods($"{Root}/meetings/{{id:long}}/scenario", Methods, (RequestDelegate)relay.AnswerAsync);
        return true;

        string Setting(string name) => app.Configuration[$"{Section}:{name}"] is { Length: > 0 } value
            ? value
            : throw WrongSettings.Named($"The settings FunctionsHost__Simulator__Url, __Token and __Key go together, and __{name} is missing.");
    }

    public void Dispose() => http.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        if (Refusal(context.Request) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"/sim/meetings/{context.Request.RouteValues["id"]}/scenario");
        request.Headers.Add("x-sim-token", token);
        if (HttpMethods.IsPost(context.Request.Method))
            request.Content = new StreamContent(context.Request.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await http.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.Headers.CacheControl = "no-store";
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            await Problem(StatusCodes.Status502BadGateway, "The Zoom simulator does not answer.").ExecuteAsync(context);
        }
    }

    private IResult? Refusal(HttpRequest request) =>
        !IsLoopback(request.Host.Host) ? Problem(StatusCodes.Status403Forbidden, "The simulator is played from this machine only.")
        : request.Headers.Origin.Any(origin => origin != $"{request.Scheme}://{request.Host}") ? Problem(StatusCodes.Status403Forbidden, "The simulator answers no other page.")
        : !HasKey(request) ? Problem(StatusCodes.Status401Unauthorized, "The operator key, in the header x-api-key, is missing or wrong.")
        : request.ContentLength > LongestBody
            || (request.ContentLength is null && HttpMethods.IsPost(request.Method)) ? Problem(StatusCodes.Status413PayloadTooLarge, "The body is too long.")
        : null;

    private bool HasKey(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers["x-api-key"].ToString())), SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
