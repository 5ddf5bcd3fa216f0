using System.Net;
using System.Net.Sockets;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Zoom;

/// <summary>After a creation that failed, may there be a meeting?</summary>
public sealed class ZoomAmbiguityTests : ZoomTest
{
    public static TheoryData<string, ZoomErrorKind> Doubtful => new()
    {
        { nameof(Answer.Cut), ZoomErrorKind.Unavailable },
        { nameof(Answer.CutInTheMiddle), ZoomErrorKind.Unavailable },
        { "503", ZoomErrorKind.Unavailable },
        { "unreadable", ZoomErrorKind.Unavailable },
        { "no number", ZoomErrorKind.Unavailable },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task A_creation_whose_outcome_is_unknown_is_in_doubt_and_never_sent_again(string answer, ZoomErrorKind kind)
    {
        Zoom.On($"POST {HostMeetings}", Scripted(answer));

        var error = (await Create()).Error!;

        Assert.Equal((kind, true), (error.Kind, error.Ambiguous));
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task A_creation_without_an_answer_is_in_doubt_after_fifteen_seconds()
    {
        Zoom.On($"POST {HostMeetings}", Answer.Silence);
        var call = Create();
        await Eventually.TrueAsync(() => Zoom.Seen.Count == 1);
        Time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(call.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(1));

        var error = (await call).Error!;
        Assert.Equal((ZoomErrorKind.Timeout, true), (error.Kind, error.Ambiguous));
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task A_refused_creation_is_certain()
    {
        Zoom.On($"POST {HostMeetings}", Answer.Error(429, 429, "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests"));

        var error = (await Create()).Error!;

        Assert.Equal((ZoomErrorKind.DailyLimit, false), (error.Kind, error.Ambiguous));
        Assert.Single(Zoom.Seen);
    }

    [Fact]
    public async Task A_creation_that_found_nobody_listening_is_certain()
    {
        var error = (await CreateClient(origin: NobodyThere()).CreateMeetingAsync("1", AnyRequest, default)).Error!;

        Assert.Equal((ZoomErrorKind.Unavailable, false), (error.Kind, error.Ambiguous));
    }

    [Fact]
    public async Task A_deletion_stays_in_doubt_when_only_its_last_attempt_was_refused()
    {
        Zoom.On($"DELETE {Meeting}", Answer.Cut, Answer.Error(429, 429));
        var call = Client.DeleteMeetingAsync("93012345678", default);
        await Time.PassPauseAsync();
        await Time.PassPauseAsync();

        var error = (await call).Error!;
        Assert.Equal((ZoomErrorKind.RateLimited, true), (error.Kind, error.Ambiguous));
    }

    [Fact]
    public async Task A_connection_that_was_not_made_in_time_carried_nothing()
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(20), ConnectCallback = NeverConnectAsync };
        using var http = new HttpClient(handler);
        var failure = await Record.ExceptionAsync(() => http.GetAsync(new Uri("http://127.0.0.1:9/")));

        Assert.True(ZoomFailures.NeverSent(failure!));
        Assert.True(ZoomFailures.IsWorthAnotherAttempt(failure));
        Assert.True(ZoomFailures.IsTimeout(failure!));
    }

    private static async ValueTask<Stream> NeverConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Stream.Null;
    }

    private static string NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    private static RequestDelegate Scripted(string answer) => answer switch
    {
        nameof(Answer.Cut) => Answer.Cut,
        nameof(Answer.CutInTheMiddle) => Answer.CutInTheMiddle,
        "503" => Answer.Text(503, ""),
        "unreadable" => Answer.Text(201, "{"),
        _ => Answer.Text(201, """{"id":""}"""),
    };

    private Task<ZoomResult<ZoomMeeting>> Create() => Client.CreateMeetingAsync("sarah@example.edu", AnyRequest, default);
}
