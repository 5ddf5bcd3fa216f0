using System.Net;
using Functions.Tests.Fixtures;

namespace Functions.Tests.SignIn;

/// <summary>Creating too fast is refused for each caller, and sending again is not.</summary>
public sealed class CreateLimitTests(Classroom classroom)
{
    [Fact]
    public async Task A_caller_who_creates_too_fast_is_told_when_to_come_again()
    {
        await using var campus = await Campus.StartAsync(classroom, "--Sessions:CreatesPerMinute=2", "--Sessions:OperatorCreatesPerMinute=4");
        var (one, two) = (await campus.NewProfessorAsync(), await campus.NewProfessorAsync());
        var (first, second) = (campus.With(campus.TokenOf(one)), campus.With(campus.TokenOf(two)));
        var created = await CreateAsync(first, "a");
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(HttpStatusCode.OK, (await CreateAsync(first, "a")).Status);
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(first, "b")).Status);
        foreach (var refused in new[] { await CreateAsync(first, "c"), await CreateAsync(first, null), await first.Post($"api/sessions/{created.Text("session_id")}/clone") })
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (refused.Status, refused.Problem));
            Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 30);
            Assert.Equal(refused.Header("Retry-After"), $"{refused["retry_after"]}");
        }

        foreach (var key in new[] { "a", "b", "a" }) Assert.Equal(HttpStatusCode.OK, (await CreateAsync(first, key)).Status);
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(second, "c")).Status);
        for (var n = 0; n < 4; n++) Assert.Equal(HttpStatusCode.Created, (await campus.Operator.Post("api/sessions", Fixtures.Api.Class(one.Id))).Status);
        Assert.Equal("too-many-requests", (await campus.Operator.Post("api/sessions", Fixtures.Api.Class(one.Id))).Problem);

        campus.Clock.Set(TimeSpan.FromMinutes(3));
        Assert.Equal("too-many-requests", (await CreateAsync(campus.With(campus.TokenOf(one)), "c")).Problem);
        campus.Clock.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(campus.With(campus.TokenOf(one)), "c")).Status);
    }

    private static Task<Answer> CreateAsync(HttpClient caller, string? key) => caller.Post(
        "api/sessions", new { students = new[] { new { name = "Ada" } }, topic = "Recursion", duration = 60 }, key is null ? [] : [("Idempotency-Key", key)]);
}
