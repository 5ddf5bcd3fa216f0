using System.Net;

namespace Functions.Tests.Host;

public sealed class RoutingTests(RoutingTests.Host host) : IClassFixture<RoutingTests.Host>
{
    private RunningHost Running => host.Running;

    [Theory]
    [InlineData("GET", "/api/things/7", "got 7")]
    [InlineData("PUT", "/api/things/7", "put 7")]
    [InlineData("GET", "/api/things/latest", "latest")]
    [InlineData("PUT", "/api/things/latest", "put latest")]
    [InlineData("GET", "/API/Things/Abc", "got Abc")]
    [InlineData("GET", "/api/things/7/", "got 7")]
    [InlineData("GET", "/api/things/a%2Fb%20c%C3%A9", "got a%2Fb cé")]
    [InlineData("GET", "/api/files/a/b.txt", "a/b.txt")]
    [InlineData("GET", "/api/numbers/41", "42")]
    [InlineData("DELETE", "/api/AnyMethod", "DELETE")]
    public async Task A_request_reaches_its_function(string method, string path, string expected)
    {
        using var response = await Running.SendAsync(method, path);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/api/things/7")]
    [InlineData("HEAD", "/api/things/7")]
    [InlineData("OPTIONS", "/api/things/7")]
    [InlineData("GET", "/things/7")]
    [InlineData("GET", "/api/unknown")]
    [InlineData("GET", "/api/numbers/many")]
    [InlineData("POST", "/")]
    public async Task What_no_function_answers_is_an_empty_404(string method, string path)
    {
        using var response = await Running.SendAsync(method, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Empty(response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_root_shows_a_page_unless_it_is_switched_off()
    {
        Assert.NotEmpty(await Running.Client.GetStringAsync("/"));

        await using var without = await RunningHost.StartAsync("--AzureWebJobsDisableHomepage=true");
        using var response = await without.SendAsync("GET", "/");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_disabled_function_is_not_there()
    {
        await using var without = await RunningHost.StartAsync("--AzureWebJobs.GetLatestThing.Disabled=true");

        Assert.Equal("got latest", await without.Client.GetStringAsync("/api/things/latest"));
    }

    public sealed class Host : SampleHost;
}
