using System.Net;
using System.Net.Http.Headers;

namespace Functions.Tests.Host;

public sealed class BodyTests(BodyTests.Host host) : IClassFixture<BodyTests.Host>
{
    private RunningHost Running => host.Running;

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(100_000, false)]
    [InlineData(3_000_000, false)]
    [InlineData(100_000, true)]
    public async Task A_body_arrives_byte_for_byte(int size, bool chunked)
    {
        var body = new byte[size];
        new Random(size).NextBytes(body);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add("gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/bodies/echo") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await Running.Client.SendAsync(request);

        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(200_000)]
    public async Task With_a_content_length_the_function_starts_after_the_whole_body(int size)
    {
        using var body = new HaltingContent(size, chunked: false);
        var answer = Running.SendAsync("POST", "/api/bodies/ignore", body);
        await body.Halted;
        await Running.Client.GetStringAsync("/");
        Assert.Equal(0, Running.Journal.Count);

        body.Resume();

        using var response = await answer;
        Assert.Equal("started", await Running.Journal.NextAsync());
    }

    [Fact]
    public async Task Chunked_it_starts_at_once()
    {
        using var body = new HaltingContent(1_000, chunked: true);
        var answer = Running.SendAsync("POST", "/api/bodies/ignore", body);

        Assert.Equal("started", await Running.Journal.NextAsync());

        body.Resume();
        using var response = await answer;
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Above_the_limit_of_the_server_the_function_runs_and_can_refuse()
    {
        using var content = new ByteArrayContent(new byte[30_000_001]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/bodies/limit") { Content = content };
        request.Headers.ExpectContinue = true;

        using var response = await Running.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("refused", await response.Content.ReadAsStringAsync());
    }

    public sealed class Host : SampleHost;
}
