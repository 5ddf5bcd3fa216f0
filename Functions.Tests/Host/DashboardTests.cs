using System.IO.Compression;
using System.Net;
using SampleApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Host;

public sealed class DashboardTests : IDisposable
{
    private readonly DirectoryInfo site = Directory.CreateTempSubdirectory("page");

    public DashboardTests()
    {
        Write("site/index.html", "<!doctype html><title>Page</title>");
        Write("site/config.json", "{}");
        Write("site/assets/index-abc123.js", new string('x', 5000));
        Write("secret.txt", "outside");
    }

    public void Dispose() => site.Delete(recursive: true);

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(site.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }

    private Task<RunningHost> StartAsync(params string[] args) => RunningHost.StartAsync([$"--FunctionsHost:Dashboard={site.FullName}/site", "--AzureSignalRConnectionString=", .. args]);

    [Fact]
    public async Task The_page_is_asked_for_each_time_and_may_run_nothing_from_elsewhere()
    {
        await using var host = await StartAsync();

        using var page = await host.SendAsync("GET", "/");

        Assert.Equal("<!doctype html><title>Page</title>", await page.Content.ReadAsStringAsync());
        Assert.Equal(("text/html", "no-cache"), (page.Content.Headers.ContentType?.MediaType, Header(page, "Cache-Control")));
        var policy = Header(page, "Content-Security-Policy")!;
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "no-referrer"), (Header(page, "X-Content-Type-Options"), Header(page, "Referrer-Policy")));
    }

    [Fact]
    public async Task Files_with_a_hash_in_their_name_are_kept_and_sent_small()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/index-abc123.js");
        request.Headers.Add("Accept-Encoding", "gzip");

        using var script = await host.Client.SendAsync(request);

        Assert.Equal("public, max-age=31536000, immutable", Header(script, "Cache-Control"));
        Assert.Equal("gzip", Header(script, "Content-Encoding"));
        using var text = new StreamReader(new GZipStream(await script.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(5000, (await text.ReadToEndAsync()).Length);
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again()
    {
        await using var host = await StartAsync();
        using var first = await host.SendAsync("GET", "/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/assets/other.js", 404)]
    [InlineData("GET", "/../secret.txt", 404)]
    [InlineData("GET", "/assets/..%2f..%2fsecret.txt", 404)]
    [InlineData("GET", "/assets", 404)]
    [InlineData("POST", "/index.html", 404)]
    [InlineData("HEAD", "/config.json", 200)]
    [InlineData("GET", "/api/things/1", 200)]
    public async Task Only_files_of_the_folder_are_served_and_the_functions_as_ever(string method, string path, int status)
    {
        await using var host = await StartAsync();
        using var answer = await host.SendAsync(method, path);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_page_may_connect_where_its_live_channel_is()
    {
        await using var host = await RunningHost.StartAsync(
            [$"--FunctionsHost:Dashboard={site.FullName}/site", $"--AzureSignalRConnectionString=Endpoint=http://127.0.0.1;AccessKey={RunningHost.SignalRKey};ClientEndpoint=https://api.example.edu"]);

        using var page = await host.SendAsync("GET", "/");

        Assert.Contains("connect-src 'self' https://api.example.edu wss://api.example.edu;", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_told_where_professors_sign_in_and_may_connect_there()
    {
        await using var host = await StartAsync("--Auth:Authority=https://id.example.edu/tenant/", "--FunctionsHost:SignIn:ClientId=page", "--FunctionsHost:SignIn:Scope=openid api");

        using var config = await host.SendAsync("GET", "/config.json");
        using var page = await host.SendAsync("GET", "/");

        Assert.Equal("""{"sign_in":{"authority":"https://id.example.edu/tenant","client_id":"page","scope":"openid api"}}""", await config.Content.ReadAsStringAsync());
        Assert.Equal(("application/json", "no-cache"), (config.Content.Headers.ContentType?.MediaType, Header(config, "Cache-Control")));
        Assert.Contains("connect-src 'self' https://id.example.edu;", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_may_connect_to_the_providers_other_origins_too()
    {
        await using var host = await StartAsync(
            "--Auth:Authority=https://accounts.example.edu", "--FunctionsHost:SignIn:ClientId=page", "--FunctionsHost:SignIn:Scope=openid",
            "--FunctionsHost:SignIn:OtherOrigins=https://tokens.example.edu/, https://users.example.edu:8443");

        using var page = await host.SendAsync("GET", "/");

        Assert.Contains(
            "connect-src 'self' https://accounts.example.edu https://tokens.example.edu https://users.example.edu:8443;",
            Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("tokens.example.edu")]
    [InlineData("https://tokens.example.edu/token")]
    [InlineData("https://tokens.example.edu https://elsewhere.example")]
    [InlineData("https://tokens.example.edu; script-src *")]
    public async Task What_is_no_origin_of_the_provider_stops_the_start(string origins)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync($"--FunctionsHost:SignIn:OtherOrigins={origins}"));
        Assert.StartsWith($"FunctionsHost__SignIn__OtherOrigins holds \"{origins}\", which is no origin", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--FunctionsHost:SignIn:ClientId=page", "--FunctionsHost:SignIn:Scope=openid")]
    [InlineData("--FunctionsHost:SignIn:ClientId=page", "--Auth:Authority=https://id.example.edu")]
    [InlineData("--FunctionsHost:SignIn:Scope=openid", "--Auth:Authority=https://id.example.edu")]
    public async Task Half_a_sign_in_stops_the_start(params string[] settings)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(settings));
        Assert.Contains("FunctionsHost__SignIn__ClientId and FunctionsHost__SignIn__Scope", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_page_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningHost.StartAsync($"--FunctionsHost:Dashboard={site.FullName}"));
        Assert.Contains("FunctionsHost__Dashboard names", refusal.Message, StringComparison.Ordinal);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(',', values) : null;
}
