using System.Globalization;
using System.Net;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Functions.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Functions.Tests.Secrets;

/// <summary>A small Key Vault behind the real client's transport: challenge, versions, values.</summary>
internal sealed class FakeVault : HttpMessageHandler
{
    private const string Address = "https://classroom.vault.azure.net/";
    private readonly Lock gate = new();
    private readonly List<Version> versions = [];
    private TaskCompletionSource? hold;
    private int lists;

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public int Lists => Volatile.Read(ref lists);

    public void Add(string name, string value, DateTimeOffset created, bool enabled = true, DateTimeOffset? expires = null, DateTimeOffset? notBefore = null)
    {
        lock (gate)
            versions.Add(new(name, $"v{versions.Count}", value, created, enabled, expires, notBefore));
    }

    /// <summary>From now on the vault keeps silent, until the returned source is completed.</summary>
    public TaskCompletionSource KeepSilent() => hold = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public KeyVaultSecretSource Source(TimeProvider time)
    {
        var options = new SecretClientOptions { Transport = new HttpClientTransport(new HttpClient(this)), Retry = { MaxRetries = 0 } };
        return new(new SecretClient(new Uri(Address), new AnyToken(), options), time, NullLogger<KeyVaultSecretSource>.Instance);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
            return Challenge();

        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isList = path[2] == "versions";
        if (isList)
            Interlocked.Increment(ref lists);
        if (hold is { } silence)
            await silence.Task.WaitAsync(cancellationToken);
        if (Status != HttpStatusCode.OK)
            return Json(Status, new { error = new { code = Status.ToString(), message = "No." } });

        lock (gate)
        {
            var named = versions.Where(version => version.Name == path[1]);
            return isList
                ? Json(HttpStatusCode.OK, new { value = named.Select(Describe).ToArray(), nextLink = (string?)null })
                : Json(HttpStatusCode.OK, Describe(named.Single(version => version.Id == path[2])));
        }
    }

    private static Dictionary<string, object> Describe(Version version)
    {
        var attributes = new Dictionary<string, object> { ["enabled"] = version.Enabled, ["created"] = version.Created.ToUnixTimeSeconds() };
        if (version.Expires is { } end)
            attributes["exp"] = end.ToUnixTimeSeconds();
        if (version.NotBefore is { } start)
            attributes["nbf"] = start.ToUnixTimeSeconds();
        return new() { ["id"] = $"{Address}secrets/{version.Name}/{version.Id}", ["value"] = version.Value, ["attributes"] = attributes };
    }

    private static HttpResponseMessage Challenge()
    {
        var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        challenge.Headers.Add("WWW-Authenticate", """Bearer authorization="https://login.microsoftonline.com/tenant", resource="https://vault.azure.net" """);
        return challenge;
    }

    private static HttpResponseMessage Json<T>(HttpStatusCode status, T body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json") };

    private sealed record Version(string Name, string Id, string Value, DateTimeOffset Created, bool Enabled, DateTimeOffset? Expires, DateTimeOffset? NotBefore);

    private sealed class AnyToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
