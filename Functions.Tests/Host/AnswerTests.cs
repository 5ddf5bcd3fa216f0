using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Host;

public sealed class AnswerTests(AnswerTests.Host host) : IClassFixture<AnswerTests.Host>
{
    private RunningHost Running => host.Running;

    [Theory]
    [InlineData("json", 200, """{"firstName":"Ada","nothing":null}""")]
    [InlineData("union", 404, "")]
    [InlineData("action", 418, "from MVC")]
    [InlineData("written", 202, "written")]
    public async Task A_result_is_executed(string answer, int status, string body)
    {
        using var response = await Running.SendAsync("GET", $"/api/answers/{answer}");

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    [Theory]
    [InlineData("poco")]
    [InlineData("string")]
    [InlineData("null")]
    public async Task What_is_no_result_is_an_empty_200(string answer)
    {
        using var response = await Running.SendAsync("GET", $"/api/answers/{answer}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Results_follow_the_json_options_of_http()
    {
        await using var snake = await RunningHost.StartAsync(builder =>
            builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower));

        Assert.Equal("""{"first_name":"Ada","nothing":null}""", await snake.Client.GetStringAsync("/api/answers/json"));
    }

    [Theory]
    [InlineData("at-once")]
    [InlineData("later")]
    public async Task An_exception_is_an_empty_500(string failure)
    {
        using var response = await Running.SendAsync("GET", $"/api/failures/{failure}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task An_exception_in_the_middle_of_an_answer_cuts_it_off()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => Running.Client.GetByteArrayAsync("/api/failures/answering"));
    }

    public sealed class Host : SampleHost;
}
