using System.Net;
using System.Text.Json;

namespace Functions.Tests.SignIn;

/// <summary>The issuer of the tests is one that others understand.</summary>
public sealed class IssuerTests
{
    [Fact]
    public async Task It_describes_itself_and_shows_the_keys_it_signs_with()
    {
        await using var issuer = await Issuer.StartAsync();
        using var http = new HttpClient();
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{issuer.Url}/.well-known/openid-configuration")));
        Assert.Equal(issuer.Url, document.RootElement.GetProperty("issuer").GetString());
        issuer.RollOver();
        using var keys = JsonDocument.Parse(await http.GetStringAsync(new Uri(document.RootElement.GetProperty("jwks_uri").GetString()!)));
        Assert.Equal([issuer.Keys[0].Kid, "key-1"], keys.RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()));
        Assert.Equal((1, 1), (issuer.DocumentReads, issuer.KeyReads));
    }

    [Fact]
    public async Task It_can_fail_and_come_back()
    {
        await using var issuer = await Issuer.StartAsync();
        using var http = new HttpClient();
        issuer.Health = IssuerHealth.Failing;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri($"{issuer.Url}/keys"))).StatusCode);
        issuer.Health = IssuerHealth.Up;
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"{issuer.Url}/keys"))).StatusCode);
    }
}
