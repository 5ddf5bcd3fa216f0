using System.Net;
using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomErrorReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(404, 3001, ZoomErrorKind.NotFound)]
    [InlineData(404, 0, ZoomErrorKind.NotFound)]
    [InlineData(404, 1001, ZoomErrorKind.Host)]
    [InlineData(400, 1010, ZoomErrorKind.Host)]
    [InlineData(400, 3000, ZoomErrorKind.Host)]
    [InlineData(400, 3161, ZoomErrorKind.Host)]
    [InlineData(400, 3002, ZoomErrorKind.InProgress)]
    [InlineData(400, 300, ZoomErrorKind.Refused)]
    [InlineData(400, 3003, ZoomErrorKind.Refused)]
    [InlineData(403, 0, ZoomErrorKind.Refused)]
    [InlineData(401, 124, ZoomErrorKind.Credentials)]
    [InlineData(400, 4711, ZoomErrorKind.Credentials)]
    [InlineData(400, 104, ZoomErrorKind.Credentials)]
    [InlineData(400, 4700, ZoomErrorKind.Credentials)]
    [InlineData(401, 4700, ZoomErrorKind.Credentials)]
    [InlineData(400, 200, ZoomErrorKind.NotAvailable)]
    [InlineData(404, 2300, ZoomErrorKind.Refused)]
    [InlineData(429, 429, ZoomErrorKind.RateLimited)]
    [InlineData(500, 500, ZoomErrorKind.Unavailable)]
    [InlineData(503, 0, ZoomErrorKind.Unavailable)]
    [InlineData(302, 0, ZoomErrorKind.Unavailable)]
    [InlineData(200, 3001, ZoomErrorKind.NotFound)]
    [InlineData(200, 429, ZoomErrorKind.RateLimited)]
    [InlineData(200, 9999, ZoomErrorKind.Refused)]
    public async Task Every_refusal_has_its_kind(int status, int code, ZoomErrorKind expected)
    {
        var error = await ReadAsync(status, $$"""{"code":{{code}},"message":"No."}""");

        Assert.Equal((expected, status, code, "No."), (error!.Kind, error.Status, error.Code, error.Message));
    }

    [Theory]
    [InlineData(400, 200, ZoomErrorKind.NotAvailable)]
    [InlineData(200, 200, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 12702, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 4711, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 104, ZoomErrorKind.NotAvailable)]
    [InlineData(400, 4700, ZoomErrorKind.NotAvailable)]
    [InlineData(404, 3001, ZoomErrorKind.NotFound)]
    [InlineData(401, 124, ZoomErrorKind.Credentials)]
    [InlineData(400, 300, ZoomErrorKind.Refused)]
    [InlineData(429, 429, ZoomErrorKind.RateLimited)]
    public async Task A_report_that_there_will_never_be_is_told_from_one_that_is_not_there_yet(int status, int code, ZoomErrorKind expected) =>
        Assert.Equal(expected, (await ReadAsync(status, $$"""{"code":{{code}}}""", ZoomOperation.ParticipantReport))!.Kind);

    [Theory]
    [InlineData("Limit.", "Daily-limit", true)]
    [InlineData("You have reached the maximum daily rate limit for this API.", "Daily-limit", true)]
    [InlineData("You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user.", "Daily-limit", false)]
    [InlineData("You have reached the maximum per-second rate limit for this API.", "QPS", true)]
    [InlineData("You have reached the maximum per-second rate limit for this API.", "", true)]
    [InlineData("You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user.", "", false)]
    public async Task The_limit_of_one_host_is_not_everybodys(string message, string type, bool expected)
    {
        var error = await ReadAsync(429, $$"""{"code":429,"message":"{{message}}"}""", ("X-RateLimit-Type", type));

        Assert.Equal(expected, error!.IsForWholeAccount);
    }

    [Theory]
    [InlineData(200, """{"code":0,"id":1}""")]
    [InlineData(201, """{"id":1}""")]
    [InlineData(204, "")]
    [InlineData(200, "not json")]
    public async Task A_success_is_no_error(int status, string body) => Assert.Null(await ReadAsync(status, body));

    [Fact]
    public async Task The_fields_of_a_validation_error_are_kept()
    {
        var error = await ReadAsync(
            400, """{"code":300,"message":"Validation Failed.","errors":[{"field":"settings.jbh_time","message":"Invalid parameter: jbh_time."}]}""");

        Assert.Equal([new ZoomFieldError("settings.jbh_time", "Invalid parameter: jbh_time.")], error!.Fields);
    }

    [Theory]
    [InlineData("<html>bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_error_page_is_an_error_without_a_code(string body)
    {
        var error = await ReadAsync(502, body);

        Assert.Equal((ZoomErrorKind.Unavailable, null, ""), (error!.Kind, error.Code, error.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>no such page</html>")]
    [InlineData("""{"code":2300,"message":"This API endpoint is not recognized."}""")]
    public async Task A_404_that_is_not_about_a_meeting_does_not_say_that_it_is_gone(string body)
    {
        foreach (var operation in new[] { ZoomOperation.GetMeeting, ZoomOperation.DeleteMeeting, ZoomOperation.EndMeeting })
            Assert.NotEqual(ZoomErrorKind.NotFound, (await ReadAsync(404, body, operation))!.Kind);
    }

    [Fact]
    public async Task The_accounts_daily_limit_says_when_it_ends()
    {
        var error = await ReadAsync(429, """{"code":429,"message":"Limit."}""", ("X-RateLimit-Type", "Daily-limit"), ("Retry-After", "2026-03-02T13:00:00Z"));

        Assert.Equal((ZoomErrorKind.DailyLimit, Now.AddHours(4)), (error!.Kind, error.RetryAt));
    }

    [Fact]
    public async Task The_daily_limit_of_a_host_ends_at_the_next_midnight()
    {
        var error = await ReadAsync(
            429,
            """{"code":429,"message":"You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00."}""",
            ("X-RateLimit-Category", "Light"), ("X-RateLimit-Remaining", "0"));

        Assert.Equal((ZoomErrorKind.DailyLimit, new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)), (error!.Kind, error.RetryAt));
    }

    [Fact]
    public async Task The_limit_per_second_does_not_say_when_it_ends()
    {
        var error = await ReadAsync(
            429, """{"code":429,"message":"You have reached the maximum per-second rate limit for this API. Try again later."}""", ("X-RateLimit-Type", "QPS"));

        Assert.Equal((ZoomErrorKind.RateLimited, null), (error!.Kind, error.RetryAt));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("2026-03-02T09:00:07Z", 7)]
    [InlineData("Mon, 02 Mar 2026 09:00:09 GMT", 9)]
    [InlineData("2020-05-31T00:00:00Z", 0)]
    public void Retry_after_is_read_in_all_its_forms(string value, int expectedSeconds) =>
        Assert.Equal(Now.AddSeconds(expectedSeconds), RetryAfter.Parse(value, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-3x")]
    public void An_unreadable_retry_after_is_none(string? value) => Assert.Null(RetryAfter.Parse(value, Now));

    [Theory]
    [InlineData(500, true)]
    [InlineData(408, true)]
    [InlineData(400, false)]
    [InlineData(429, false)]
    [InlineData(302, false)]
    public async Task Only_a_failure_of_Zooms_own_leaves_a_creation_in_doubt(int status, bool expected)
    {
        Assert.Equal(expected, (await ReadAsync(status, ""))!.Ambiguous);
        Assert.False((await ReadAsync(status, "", ZoomOperation.GetMeeting))!.Ambiguous);
    }

    private static Task<ZoomError?> ReadAsync(int status, string body, params (string Name, string Value)[] headers) =>
        ReadAsync(status, body, ZoomOperation.CreateMeeting, headers);

    private static async Task<ZoomError?> ReadAsync(int status, string body, ZoomOperation operation, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return await ZoomErrorReader.ReadAsync(response, operation, Now, default);
    }
}
