using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Functions.Host.SignalR;
using Functions.Tests.Host;
using SampleApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Tests.LiveChannel;

public sealed class HubTokenTests(HubHost host) : IClassFixture<HubHost>
{
    private const string Published = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

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
            $"--AzureSignalRConnectionString=Endpoint=http://127.0.0.1;AccessKey={RunningHost.SignalRKey};ClientEndpoint=https://class.example.edu/");

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
            host.Running.HostServices.GetServices<IHostedService>(),
            service => service.GetType().Namespace!.Contains("DataProtection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hub_that_the_token_does_not_name_is_closed()
    {
        var (url, token) = HubHost.Read(await host.News.JoinAsync("professor:1"));

        Assert.Equal(HttpStatusCode.Unauthorized, await HubHost.RefusalAsync(url.Replace("newshub", "nohub", StringComparison.Ordinal), token));
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

    [Fact]
    public async Task A_token_of_a_client_sends_nothing_and_one_to_send_opens_nothing()
    {
        var (url, client) = HubHost.Read(await host.News.JoinAsync("professor:1"));
        var send = new Uri(host.Running.Client.BaseAddress!, "api/hubs/newshub/users/professor%3A1/:send").AbsoluteUri;
        var sender = Token(send);

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(client));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(send.Replace("newshub", "plainhub", StringComparison.Ordinal))));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(send.Replace("%3A1", "%3A2", StringComparison.Ordinal))));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(sender));
        Assert.Equal(HttpStatusCode.Unauthorized, await HubHost.RefusalAsync(url, sender));

        async Task<HttpStatusCode> SendAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, send) { Content = JsonContent.Create(new { target = "Published", arguments = new[] { 1 } }) };
            request.Headers.Authorization = new("Bearer", token);
            using var response = await host.Running.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_key_that_would_let_in_others_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningHost.StartAsync(
            $"--AzureSignalRConnectionString=Endpoint=http://127.0.0.1;AccessKey={Published};ClientEndpoint=https://class.example.edu"));

        Assert.StartsWith("AzureSignalRConnectionString has the key that the service's emulator publishes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", false)]
    [InlineData("http://localhost:0;http://[::1]:0", false)]
    [InlineData("http://0.0.0.0:0", true)]
    [InlineData("http://+:0", true)]
    [InlineData("http://192.0.2.1:7071", true)]
    public void The_published_key_is_taken_on_this_machine_only(string urls, bool isRefused)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureSignalRConnectionString", $"Endpoint=http://localhost;Port=7071;AccessKey={Published}")]).Build();
        var read = Record.Exception(() => ServiceKey.Of(settings, urls.Split(';')));

        Assert.Equal(isRefused, read is OptionsValidationException);
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
