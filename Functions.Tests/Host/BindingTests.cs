using System.Net;
using System.Text;

namespace Functions.Tests.Host;

public sealed class BindingTests(BindingTests.Host host) : IClassFixture<BindingTests.Host>
{
    private RunningHost Running => host.Running;

    [Fact]
    public async Task A_parameter_comes_from_the_route_else_the_query_else_the_json_body()
    {
        const string Body = """{"place":"body","query":"body","Body":"from body"}""";

        Assert.Equal($"route|url|from body||{Body}", await PostAsync("/api/bind/route?query=url&place=url", Body));
    }

    [Theory]
    [InlineData("""{"body":12.50}""", "12.50")]
    [InlineData("""{"body":null}""", "")]
    [InlineData("""{"body":""", "")]
    [InlineData("""["body"]""", "")]
    public async Task A_body_that_has_no_such_text_gives_what_it_has(string body, string expected)
    {
        Assert.Equal($"x|q|{expected}||{body}", await PostAsync("/api/bind/x?query=q", body));
    }

    [Fact]
    public async Task Values_are_converted_and_a_missing_text_is_null()
    {
        const string Id = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

        Assert.Equal(
            $"7|{Id}|2026-03-01 09:00:00Z|null",
            await Running.Client.GetStringAsync($"/api/values/7?id={Id}&at=2026-03-01T10:00:00%2B01:00"));
    }

    [Theory]
    [InlineData("/api/values/seven?id=6f9619ff-8b86-d011-b42d-00c04fc964ff&at=2026-03-01T10:00:00Z")]
    [InlineData("/api/values/7?id=none&at=2026-03-01T10:00:00Z")]
    [InlineData("/api/values/7?id=6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    public async Task A_value_that_is_missing_or_can_not_be_converted_is_an_empty_500(string path)
    {
        using var response = await Running.SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private async Task<string> PostAsync(string path, string json)
    {
        using var response = await Running.SendAsync("POST", path, new StringContent(json, Encoding.UTF8, "application/json"));
        return await response.Content.ReadAsStringAsync();
    }

    public sealed class Host : SampleHost;
}
