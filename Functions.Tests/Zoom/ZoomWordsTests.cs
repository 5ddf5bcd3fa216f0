using System.Net;
using System.Text;
using CsCheck;
using Functions.Tests.Fixtures;
using Functions.Zoom;

namespace Functions.Tests.Zoom;

/// <summary>Zoom's words on their way to the caller.</summary>
public sealed class ZoomWordsTests
{
    [Theory]
    [InlineData("""{"code":104,"message":"Invalid access token, does not contain scopes:["a:b","a:b:admin"]."}""", 104,
        """Invalid access token, does not contain scopes:["a:b","a:b:admin"].""")]
    [InlineData("""{"message":"No scopes:["a:b"].","code":4711}""", 4711, """No scopes:["a:b"].""")]
    [InlineData("""{ "code" : "4700", "message" : "Say "please"." }""", 4700, """Say "please".""")]
    [InlineData("""{"code":300,"message":"The "topic" is wrong.","errors":[{"field":"topic"}]}""", 300, """The "topic" is wrong.""")]
    [InlineData("""{"code":3000,"message":"Cut in the mid""", 3000, "Cut in the mid")]
    [InlineData("""{"code":3000""", 3000, "")]
    [InlineData("""{"code":"many","message":"No."}""", null, "No.")]
    [InlineData("""{"code":300,"message":["No."]}""", 300, "")]
    [InlineData("""{"code":99999999999999999999,"message":"No."}""", null, "No.")]
    public async Task A_body_that_is_nearly_JSON_is_read_all_the_same(string body, int? code, string message)
    {
        var error = await ReadAsync(400, body);

        Assert.Equal((code, message), (error!.Code, error.Message));
    }

    [Fact]
    public async Task The_scopes_that_are_missing_are_known_by_name()
    {
        var escaped = await ReadAsync(400,
            """{"code":4711,"message":"Invalid access token, does not contain scopes:[meeting:write:meeting, meeting:write:meeting:admin]."}""");
        var broken = await ReadAsync(400,
            """{"code":104,"message":"Invalid access token, does not contain scopes:["meeting:write:meeting","meeting:write:meeting:admin"]."}""");

        Assert.Equal(["meeting:write:meeting", "meeting:write:meeting:admin"], escaped!.MissingScopes);
        Assert.Equal(escaped.MissingScopes, broken!.MissingScopes);
        Assert.Empty((await ReadAsync(400, """{"code":300,"message":"scopes:[a:b]"}"""))!.MissingScopes);
    }

    [Theory]
    [InlineData("""{"id":1,"code":4711,"topic":"brok""")]
    [InlineData("""{"id":1,"topic":""code":300"}""")]
    public async Task A_success_that_broke_off_is_no_refusal(string body) => Assert.Null(await ReadAsync(201, body));

    [Fact]
    public async Task A_200_with_a_code_is_a_refusal_even_if_its_quotes_are_not_escaped() =>
        Assert.Equal(104, (await ReadAsync(200, """{"code":104,"message":"… scopes:["a:b"]."}"""))!.Code);

    [Fact]
    public async Task The_fields_that_Zoom_refused_are_in_its_words()
    {
        var error = await ReadAsync(400, """
            {"code":300,"message":"Validation Failed.","errors":[{"field":"settings.jbh_time","message":"Invalid parameter: jbh_time."},null,
             {"field":"topic"},{"message":"nameless"}]}
            """);

        Assert.Equal("Validation Failed. settings.jbh_time: Invalid parameter: jbh_time. topic", error!.Message);
        Assert.Equal(["settings.jbh_time", "topic"], error.Fields.Select(field => field.Field));
    }

    [Theory]
    [InlineData("See https://zoom.us/s/1?zak=abc.def for more.", "See [link] for more.")]
    [InlineData("Go to us02web.zoom.us/j/1?pwd=secret now", "Go to [link] now")]
    [InlineData("Token eyJ0eXAiOiJKV1Qi.abc-def.x_y is bad.", "Token [removed] is bad.")]
    [InlineData("Authorization: Bearer abcdefghijklmnopqrstuvwxyz", "Authorization: Bearer [removed]")]
    [InlineData("zak=s3cr3t&pwd=hunter2", "zak=[removed]&pwd=[removed]")]
    [InlineData("id 0123456789012345678901234567890123456789abcdef", "id [removed]")]
    [InlineData("one\r\ntwo\u0000three", "one two three")]
    [InlineData("User does not exist: sarah@example.edu.", "User does not exist: sarah@example.edu.")]
    [InlineData("password: Invalid parameter: password.", "password: Invalid parameter: password.")]
    [InlineData("Meeting /aB//cdEFghIJklMNopQR== is not found.", "Meeting /aB//cdEFghIJklMNopQR== is not found.")]
    public void Links_tokens_and_passcodes_are_taken_out_and_all_else_is_left(string words, string expected) => Assert.Equal(expected,
        ZoomWords.Clean(words));

    [Fact]
    public void Very_long_words_are_cut() => Assert.Equal(500, ZoomWords.Clean(string.Concat(Enumerable.Repeat("word ", 100_000))).Length);

    [Fact]
    public void No_text_makes_the_reading_fail() => Gen.String.Sample(
        text =>
        {
            foreach (var body in new[] { text, "{" + text, $$"""{"code":104,"message":"{{text}}"}""" })
                _ = ZoomErrorBody.Parse(Encoding.UTF8.GetBytes(body), isRefusal: true)?.Text;
            Assert.True(ZoomWords.Clean(text).Length <= 500);
        },
        iter: Effort.Of(2_000));

    private static async Task<ZoomError?> ReadAsync(int status, string body)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        return await ZoomErrorReader.ReadAsync(response, ZoomOperation.CreateMeeting, DateTimeOffset.UnixEpoch, default);
    }
}
