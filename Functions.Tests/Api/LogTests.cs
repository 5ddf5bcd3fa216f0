using Functions.Tests.Fixtures;

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
    [InlineData("https://zoom.example/rec/share/abc")]
    public void The_guard_sees_what_no_line_may_hold(string line) => Assert.True(LogGuard.IsOffence(line));

    [Fact]
    public void The_guard_lets_pass_what_a_line_may_hold() =>
        Assert.False(LogGuard.IsOffence("Functions.Webhooks.WebhookReceiver Warning 400: A webhook request was refused: Mismatch."));

    [Fact]
    public async Task The_guard_reads_what_the_app_logs()
    {
        var before = LogGuard.Lines;
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await classroom.App.PostEvent("{}", "wrong")).Status);
        Assert.True(LogGuard.Lines > before);
    }
}
