using System.Net;
using System.Security.Claims;
using Functions.Tests.SelfHost.HubSamples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Tests.SelfHost;

public sealed class HubTokenTests(HubHost host) : IClassFixture<HubHost>
{
    [Fact]
    public async Task A_negotiation_gives_the_address_and_a_token_for_one_user_and_one_hour()
    {
        var (url, token) = HubHost.Read(await host.News.JoinAsync("professor:1"));
        var read = new JsonWebToken(token);

        Assert.Equal($"{host.Running.Client.BaseAddress}client/?hub=newshub", url);
        Assert.Equal("professor:1", read.GetClaim("asrs.s.uid").Value);
        Assert.Equal(url, Assert.Single(read.Audiences));
        Assert.Equal(TimeSpan.FromHours(1), read.ValidTo - read.ValidFrom);
        Assert.Equal(SecurityAlgorithms.HmacSha256, read.Alg);
    }

    [Fact]
    public async Task The_address_is_the_public_one_when_configured()
    {
        await using var behindProxy = await RunningHost.StartAsync(
            builder => builder.Services.AddServerlessHub<NewsHub>().AddTransient<NewsHub>(),
            "--AzureSignalRConnectionString=any",
            "--SelfHost:PublicUrl=https://class.example.edu/");

        var (url, _) = HubHost.Read(await behindProxy.Services.GetRequiredService<NewsHub>().JoinAsync("professor:1"));

        Assert.Equal("https://class.example.edu/client/?hub=newshub", url);
    }

    [Fact]
    public async Task A_token_that_is_fine_is_let_in()
    {
        var (url, _) = HubHost.Read(await host.News.JoinAsync("professor:1"));
        await using var connection = HubHost.Connection(url, Token(url));

        await connection.StartAsync();

        Assert.NotNull(connection.ConnectionId);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("garbage")]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("other hub")]
    [InlineData("other key")]
    [InlineData("unsigned")]
    public async Task Nobody_else_is(string kind)
    {
        var (url, _) = HubHost.Read(await host.News.JoinAsync("professor:1"));
        var now = DateTime.UtcNow;
        var token = kind switch
        {
            "garbage" => "a.b.c",
            "expired" => Token(url, from: now.AddMinutes(-10), to: now.AddSeconds(-10)),
            "not yet valid" => Token(url, from: now.AddSeconds(30)),
            "other hub" => HubHost.Read(await host.Plain.JoinAsync()).Token,
            "other key" => Token(url, key: new byte[32]),
            "unsigned" => Token(url, signed: false),
            _ => null,
        };

        Assert.Equal(HttpStatusCode.Unauthorized, await HubHost.RefusalAsync(url, token));
    }

    [Fact]
    public void No_keys_are_written_to_the_home_of_the_user()
    {
        Assert.DoesNotContain(
            host.Running.Services.GetServices<IHostedService>(),
            service => service.GetType().Namespace!.Contains("DataProtection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_hub_is_a_404()
    {
        var (url, token) = HubHost.Read(await host.News.JoinAsync("professor:1"));

        Assert.Equal(HttpStatusCode.NotFound, await HubHost.RefusalAsync(url.Replace("newshub", "nohub", StringComparison.Ordinal), token));
    }

    [Fact]
    public async Task A_page_of_any_origin_may_connect_with_its_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/client/negotiate?hub=newshub&negotiateVersion=1");
        request.Headers.Add("Origin", "https://page.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");

        using var response = await host.Running.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://page.example", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Credentials")));
    }

    [Fact]
    public async Task A_token_for_the_hub_authenticates_nobody_at_a_function()
    {
        var (_, token) = HubHost.Read(await host.News.JoinAsync("professor:1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/user");
        request.Headers.Authorization = new("Bearer", token);

        using var response = await host.Running.Client.SendAsync(request);

        Assert.Equal("False", await response.Content.ReadAsStringAsync());
    }

    private static string Token(string url, DateTime? from = null, DateTime? to = null, byte[]? key = null, bool signed = true) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Audience = url,
            Subject = new ClaimsIdentity([new Claim("asrs.s.uid", "professor:1")]),
            NotBefore = from ?? DateTime.UtcNow,
            Expires = to ?? DateTime.UtcNow.AddMinutes(10),
            SigningCredentials = signed ? new(new SymmetricSecurityKey(key ?? HubHost.SigningKey), SecurityAlgorithms.HmacSha256) : null,
        });
}
