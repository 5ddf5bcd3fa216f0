using System.Net;
using Functions.Sessions;
using Functions.Zoom;

namespace Functions.Tests.Sessions;

/// <summary>What a caller is told of Zoom's refusals, from the bytes that Zoom answered.</summary>
public sealed class ZoomProblemTests
{
    private const string HostsDay =
        "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.";

    private const string AccountsDay =
        "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, int, string, string, int, string, string?> Answers { get; } = new()
    {
        // operation, status, body → problem, status, part of the detail, zoom_message
        { "create", 400, Body(300, "Validation Failed."), "zoom-refused", 422, "zoom_message", "Validation Failed." },
        { "create", 400, """{"code":300,"message":"Validation Failed.","errors":[{"field":"settings.jbh_time","message":"Invalid parameter: jbh_time."}]}""",
            "zoom-refused", 422, "zoom_message", "Validation Failed. settings.jbh_time: Invalid parameter: jbh_time." },
        { "create", 400, "", "zoom-refused", 422, "Zoom answered 400 and did not say why.", null },
        { "create", 400, Body(1010, "User does not belong to this account: x."), "zoom-host", 422,
            "does not belong to this Zoom account", "User does not belong to this account: x." },
        { "create", 404, Body(1001, "User does not exist: s@example.edu."), "zoom-host", 422, "does not know this host",
            "User does not exist: s@example.edu." },
        { "create", 400, Body(3000, "You cannot schedule a meeting for x."), "zoom-host", 422, "the meeting or its host",
            "You cannot schedule a meeting for x." },
        { "create", 400, Body(3161, "Meeting hosting and scheduling capabilities are not allowed for your user account."), "zoom-host",
            422, "schedule or hold meetings",
            "Meeting hosting and scheduling capabilities are not allowed for your user account." },
        { "update", 400, Body(3000, "Cannot access meeting information."), "zoom-host", 422, "the meeting or its host",
            "Cannot access meeting information." },
        { "update", 400, Body(3003, "You are not the meeting host."), "zoom-refused", 422, "zoom_message",
            "You are not the meeting host." },
        { "get", 404, Body(3001, "Meeting does not exist: 1."), "zoom-refused", 422, "gone at Zoom", "Meeting does not exist: 1." },
        { "delete", 400, Body(3002, "Sorry, you cannot delete this meeting since it is in progress."), "zoom-refused", 422,
            "is running", "Sorry, you cannot delete this meeting since it is in progress." },
        { "create", 400, Body(4711, "Invalid access token, does not contain scopes:[meeting:write:meeting:admin]."), "zoom-credentials",
            503, "lacks the scope meeting:write:meeting:admin.",
            "Invalid access token, does not contain scopes:[meeting:write:meeting:admin]." },
        { "create", 400, """{"code":104,"message":"Invalid access token, does not contain scopes:["a:b","a:b:admin"]."}""",
            "zoom-credentials", 503, "lacks one of the scopes a:b, a:b:admin.",
            """Invalid access token, does not contain scopes:["a:b","a:b:admin"].""" },
        { "create", 400, Body(4700, "Invalid access token, does not contain scopes."), "zoom-credentials", 503,
            "lacks a scope that this needs.", "Invalid access token, does not contain scopes." },
        { "recording", 400, Body(4711, "Invalid access token, does not contain scopes:[recording:read:admin]."), "zoom-credentials",
            503, "lacks the scope recording:read:admin.",
            "Invalid access token, does not contain scopes:[recording:read:admin]." },
        { "recording", 400, Body(200, "Only available for paid account: x."), "zoom-refused", 422, "plan does not include it",
            "Only available for paid account: x." },
        { "past", 400, Body(200, "Only available for paid account: x."), "zoom-refused", 422, "plan does not include it",
            "Only available for paid account: x." },
        { "report", 400, Body(12702, "Can not access meeting a year ago."), "zoom-refused", 422, "for a year only",
            "Can not access meeting a year ago." },
        { "create", 401, Body(124, "Invalid access token."), "zoom-credentials", 503, "GET /api/zoom/credentials",
            "Invalid access token." },
        { "create", 429, Body(429, HostsDay), "zoom-daily-limit", 429, "100 meeting creations and updates a day for each host", HostsDay },
        { "update", 429, Body(429, HostsDay), "zoom-daily-limit", 429, "100 meeting creations and updates a day for each host", HostsDay },
        { "create", 429, Body(429, AccountsDay), "zoom-daily-limit", 429, "All apps of the Zoom account share them", AccountsDay },
        { "get", 429, Body(429, AccountsDay), "zoom-daily-limit", 429, "All apps of the Zoom account share them", AccountsDay },
        { "recording", 429, Body(429, AccountsDay), "zoom-daily-limit", 429, "All apps of the Zoom account share them", AccountsDay },
        { "create", 429, Body(429, "You have reached the maximum per-second rate limit for this API. Try again later."), "zoom-busy",
            503, "in a moment", null },
        { "create", 500, Body(500, "Internal."), "zoom-unavailable", 502, "in a moment", null },
        { "get", 404, "<html></html>", "zoom-unavailable", 502, "in a moment", null },
        { "create", 200, Body(3161, "Not allowed."), "zoom-host", 422, "schedule or hold meetings", "Not allowed." },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_of_Zooms_becomes_a_problem_that_says_what_it_is(
        string call, int status, string body, string problem, int problemStatus, string detail, string? words)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        var told = (await ZoomErrorReader.ReadAsync(response, Operation(call), Now, default))!.ToProblem(Now);

        Assert.Equal(($"urn:problem:{problem}", problemStatus, words), (told.Type, told.Status, told.ZoomMessage));
        Assert.Contains(detail, told.Detail, StringComparison.Ordinal);
        Assert.EndsWith(".", told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accounts_limit_is_not_explained_as_the_hosts_on_any_call()
    {
        foreach (var call in new[] { "create", "update", "get", "delete", "recording", "report", "past", "user" })
        {
            using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent(Body(429,
                "Limit.")) };
            response.Headers.Add("X-RateLimit-Type", "Daily-limit");
            var told = (await ZoomErrorReader.ReadAsync(response, Operation(call), Now, default))!.ToProblem(Now);
            Assert.DoesNotContain("100", told.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_has_its_own_sentence_without_the_kinds_name()
    {
        var kinds = Enum.GetValues<ZoomErrorKind>();
        var sentences = kinds.Select(kind => ZoomSentences.WithZoomsWords(new ZoomError(kind))).ToList();

        Assert.Equal(kinds.Length, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Matches(@"^(Zoom|The|This)\b.+[.]$", sentence));
        Assert.All(kinds.Zip(sentences), pair => Assert.DoesNotContain($"{pair.First}", pair.Second.Split(' ', '.', ':')));
    }

    [Fact]
    public void Zooms_own_words_are_quoted_and_ours_are_not()
    {
        Assert.Equal(
            "Zoom does not know this host. Zoom says: “User does not exist: x.”",
            ZoomSentences.WithZoomsWords(new ZoomError(ZoomErrorKind.Host, 404, 1001, "User does not exist: x.")));
        Assert.Equal("Zoom did not answer in time.",
            ZoomSentences.WithZoomsWords(new ZoomError(ZoomErrorKind.Timeout, Message: "Zoom gave no token in time.")));
        Assert.Equal("Zoom does not answer properly.",
            ZoomSentences.WithZoomsWords(new ZoomError(ZoomErrorKind.Unavailable, 200, Message: "Zoom's answer could not be read.")));
    }

    private static string Body(int code, string message) => $$"""{"code":{{code}},"message":"{{message}}"}""";

    private static ZoomOperation Operation(string call) => call switch
    {
        "create" => ZoomOperation.CreateMeeting,
        "update" => ZoomOperation.UpdateMeeting,
        "get" => ZoomOperation.GetMeeting,
        "delete" => ZoomOperation.DeleteMeeting,
        "recording" => ZoomOperation.MeetingRecording,
        "report" => ZoomOperation.ParticipantReport,
        "past" => ZoomOperation.GetPastMeeting,
        _ => ZoomOperation.GetUser,
    };
}
