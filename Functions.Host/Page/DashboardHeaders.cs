using Functions.Host.SignalR;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Host.Page;

/// <summary>
/// What the page may do and how long it is kept. Scripts come from here alone. Styles too, and from empty style elements, which is what
/// the hash is of: the page's library fills those through the style sheet's own interface, and nothing that is injected as text is empty.
/// </summary>
internal sealed class DashboardHeaders(IServiceProvider services, DashboardSignIn? signIn)
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string AskEachTime = "no-cache";
    private const string HashOfNothing = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    public void Set(HttpContext context, bool immutable)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = immutable ? Immutable : AskEachTime;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' {HashOfNothing}; img-src 'self' data:; font-src 'self'; "
            + $"connect-src 'self'{LiveChannel()}{Provider()}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    private string Provider() => signIn is null ? "" : $" {string.Join(' ', signIn.Origins)}";

    // The live channel is where its clients are sent to, which may go by another name than the page.
    private string LiveChannel() =>
        services.GetService<ServiceKey>()?.Clients is { } origin ? $" {origin} ws{origin["http".Length..]}" : "";
}
