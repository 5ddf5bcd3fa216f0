using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Host;

public sealed class CorsTests
{
    private const string Page = "http://localhost:5173";

    [Fact]
    public async Task The_host_answers_a_preflight_itself()
    {
        await using var host = await StartAsync(Page);

        using var response = await SendAsync(host, "OPTIONS", "/api/failures/at-once", Page, preflight: true);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("x-api-key", Header(response, "Access-Control-Allow-Headers"));
        Assert.Equal("PUT", Header(response, "Access-Control-Allow-Methods"));
    }

    [Theory]
    [InlineData("/api/things/1")]
    [InlineData("/api/unknown")]
    [InlineData("/api/failures/later")]
    [InlineData("/api/answers/union")]
    public async Task Every_answer_names_the_origin_and_varies_by_it(string path)
    {
        await using var host = await StartAsync(Page);

        using var response = await SendAsync(host, "GET", path, Page);

        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("Origin", Header(response, "Vary"));
        Assert.Null(Header(response, "Access-Control-Expose-Headers"));
        Assert.Null(Header(response, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Another_origin_is_not_named()
    {
        await using var host = await StartAsync($"{Page}/, https://example.edu");

        using var other = await SendAsync(host, "GET", "/api/things/1", "https://evil.example");
        using var second = await SendAsync(host, "GET", "/api/things/1", "https://example.edu");

        Assert.Null(Header(other, "Access-Control-Allow-Origin"));
        Assert.Equal("https://example.edu", Header(second, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("*", "let in every page")]
    [InlineData("https://example.edu, *", "let in every page")]
    [InlineData("https://example.edu/page", "no origin")]
    [InlineData("https://*.example.edu", "no origin")]
    [InlineData("example.edu", "no origin")]
    [InlineData("null", "no origin")]
    public async Task Only_named_origins_are_taken(string origins, string why)
    {
        var fromFile = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(origins));
        var fromSetting = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningHost.StartAsync($"--FunctionsHost:Cors={origins}"));

        Assert.Matches($"Host.CORS (must|holds).*{why}", fromFile.Message);
        Assert.Matches($"^FunctionsHost__Cors (must|holds).*{why}", fromSetting.Message);
    }

    [Fact]
    public async Task A_setting_names_the_origins_where_there_is_no_file()
    {
        await using var host = await RunningHost.StartAsync($"--FunctionsHost:Cors=https://example.edu,{Page}");

        using var response = await SendAsync(host, "GET", "/api/things/1", Page);
        using var other = await SendAsync(host, "GET", "/api/things/1", "https://evil.example");

        Assert.Equal(Page, Header(response, "Access-Control-Allow-Origin"));
        Assert.Null(Header(other, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Credentials_are_allowed_when_configured()
    {
        await using var host = await StartAsync(Page, credentials: true);

        using var response = await SendAsync(host, "GET", "/api/things/1", Page);

        Assert.Equal("true", Header(response, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Without_cors_a_preflight_is_an_unknown_request()
    {
        await using var host = await RunningHost.StartAsync();

        using var response = await SendAsync(host, "OPTIONS", "/api/things/1", Page, preflight: true);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(Header(response, "Access-Control-Allow-Origin"));
    }

    private static async Task<RunningHost> StartAsync(string origins, bool credentials = false)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Host = new { CORS = origins, CORSCredentials = credentials } }));
            return await RunningHost.StartAsync($"--FunctionsHost:LocalSettings={file}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(RunningHost host, string method, string path, string origin, bool preflight = false)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Origin", origin);
        if (preflight)
        {
            request.Headers.Add("Access-Control-Request-Method", "PUT");
            request.Headers.Add("Access-Control-Request-Headers", "x-api-key");
        }

        return host.Client.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
