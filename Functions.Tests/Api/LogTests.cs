using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Api;

/// <summary>
/// No name, e-mail, token, signature or body in any log line. The guard reads the lines of the whole run, and the run fails at its end
/// if there was one; here it is shown to see.
/// </summary>
public sealed class LogTests(Classroom classroom)
{
    [Theory]
    [InlineData("Alice anderson joined")]
    [InlineData("mail to somebody@school.example")]
    [InlineData("signed v0=0123456789abcdef")]
    [InlineData("key " + FunctionApp.Key)]
    [InlineData("""{"event":"meeting.started"}""")]
    [InlineData("Authorization: Bearer abc")]
    [InlineData("https://zoom.example/s/1?zak=abc")]
    [InlineData("GET /api/sessions?professor_id=1")]
    [InlineData("a token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl")]
    [InlineData("POST /token grant_type=refresh_token&refresh_token=abc")]
    [InlineData("code_verifier=abc")]
    [InlineData("https://zoom.example/rec/share/abc")]
    public void The_guard_sees_what_no_line_may_hold(string line) => Assert.True(LogGuard.IsOffence(line));

    [Theory]
    [InlineData("Functions.Webhooks.WebhookReceiver Warning 400: A webhook request was refused: Mismatch.")]
    [InlineData("Functions.Sessions.Forgetting.StudentErasure Information 550: erase-EcAj2bk0Q8SDIAZjtJQTfQ is finished after 2 rounds.")]
    public void The_guard_lets_pass_what_a_line_may_hold(string line) => Assert.False(LogGuard.IsOffence(line));

    [Fact]
    public async Task The_guard_reads_what_the_app_logs()
    {
        var before = LogGuard.Lines;
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await classroom.App.PostEvent("{}", "wrong")).Status);
        Assert.True(LogGuard.Lines > before);
    }

    [Fact]
    public async Task What_a_caller_sends_is_in_no_line()
    {
        const string Token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJoaWRkZW4ifQ.c2lnbmF0dXJl";
        var before = LogGuard.Lines;
        await classroom.Stranger.Get("api/sessions?professor_id=hidden&access_token=hidden", ("Authorization", $"Bearer {Token}"));
        await classroom.Stranger.Get("api/students?search=hidden", ("x-api-key", "hidden"));
        await classroom.Operator.Get("api/students/hidden@school.example?trace=hidden");
        await classroom.Operator.Post("api/sessions?hidden=1", "{\"topic\":\"hidden\"", ("Idempotency-Key", "hidden"));
        await classroom.Stranger.Post("api/negotiate?access_token=hidden");
        Assert.DoesNotContain(LogGuard.Offences, line => line.Contains("hidden", StringComparison.Ordinal) || line.Contains(Token, StringComparison.Ordinal));
        Assert.True(LogGuard.Lines >= before);
    }

    [Fact]
    public async Task Clients_of_other_services_write_no_address_and_no_header()
    {
        var clients = classroom.App.Services.GetRequiredService<IHttpClientFactory>();
        using var client = clients.CreateClient("any");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(classroom.App.BaseUrl, "api/health?who=hidden@school.example"));
        request.Headers.Add("Authorization", "Bearer hidden");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(LogGuard.Offences, line => line.Contains("hidden", StringComparison.Ordinal));
        Assert.DoesNotContain(LogGuard.Categories, name => name.StartsWith("System.Net.Http.HttpClient", StringComparison.Ordinal));
    }
}
