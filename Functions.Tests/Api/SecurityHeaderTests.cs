using System.Net;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Api;

/// <summary>What every answer tells a browser, whatever the answer is.</summary>
public sealed class SecurityHeaderTests(Classroom classroom)
{
    private const string NothingRuns = "default-src 'none'; frame-ancestors 'none'";

    public static TheoryData<string, string, string> All =>
        [.. AccessTests.Functions.Select(f => new TheoryDataRow<string, string, string>(f.Name, f.Method, f.Route))];

    private static void AssertHeld(Answer answer, string? policy = NothingRuns)
    {
        Assert.Equal(("nosniff", "no-referrer", "same-origin"), (answer.Header("X-Content-Type-Options"), answer.Header("Referrer-Policy"), answer.Header("Cross-Origin-Resource-Policy")));
        var said = answer.Header("Content-Security-Policy");
        if (policy is not null) Assert.Equal(policy, said);
        Assert.StartsWith("default-src 'none';", said, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", said, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", said, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_function_says_what_a_browser_may_do_with_its_answer(string name, string method, string route)
    {
        var policy = name == "Docs" ? null : NothingRuns;
        AssertHeld(await classroom.Stranger.Send(new HttpMethod(method), AccessTests.Path(route)), policy);
        AssertHeld(await classroom.Operator.Send(new HttpMethod(method), AccessTests.Path(route)), policy);
    }

    [Fact]
    public async Task Answers_without_a_body_say_it_too()
    {
        var created = await classroom.NewClass();
        var read = await classroom.Operator.Get($"api/sessions/{created.Text("session_id")}");
        var same = await classroom.Operator.Get($"api/sessions/{created.Text("session_id")}", ("If-None-Match", read.Header("ETag")!));
        await classroom.Operator.Put("api/students/headers-1", new { name = "Somebody Else" });
        var gone = await classroom.Operator.Send(HttpMethod.Delete, "api/students/headers-1");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.NoContent), (read.Status, same.Status, gone.Status));
        Assert.All([created, read, same, gone], answer => AssertHeld(answer));
    }

    [Fact]
    public async Task A_refusal_says_it_too()
    {
        var answer = await classroom.Operator.Send(HttpMethod.Post, "api/sessions", "{");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        AssertHeld(answer);
    }

    [Theory, InlineData("https", "max-age=31536000"), InlineData("http", null), InlineData("", null)]
    public async Task Only_what_came_over_TLS_is_bound_to_it(string proto, string? expected) =>
        Assert.Equal(expected, (await classroom.Stranger.Get("api/health", ("X-Forwarded-Proto", proto))).Header("Strict-Transport-Security"));
}
