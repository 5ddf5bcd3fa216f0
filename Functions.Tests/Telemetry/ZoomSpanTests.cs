using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Functions.Tests.Fixtures;
using Functions.Tests.Zoom;
using Functions.Zoom;
using Answer = Functions.Tests.Zoom.Answer;

namespace Functions.Tests.Telemetry;

/// <summary>A call that is attempted again shows each attempt.</summary>
[Collection(nameof(Alone))]
public sealed class ZoomSpanTests : ZoomTest
{
    private readonly ConcurrentQueue<Activity> ended = new();

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ZoomTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    [Fact]
    public async Task A_retry_shows_both_attempts_under_one_call()
    {
        using var listener = Listen();
        Zoom.On($"GET {Meeting}", Answer.Error(503, 0, "Ask sarah@example.edu"), Answer.Json(200, AnyMeeting()));
        var get = Client.GetMeetingAsync("93012345678", CancellationToken.None);
        await Time.PassPauseAsync();
        Assert.Null((await get).Error);

        var call = Assert.Single(ended, s => s.OperationName == "zoom get_meeting");
        var attempts = ended.Where(s => s.ParentSpanId == call.SpanId && s.Kind == ActivityKind.Client).ToList();
        Assert.Equal(["503", "200"], attempts.Select(a => $"{a.GetTagItem("http.response.status_code")}"));
        Assert.Equal([null, 1], attempts.Select(a => a.GetTagItem("http.request.resend_count")));
        Assert.Equal((ActivityStatusCode.Error, "unavailable"), (attempts[0].Status, attempts[0].GetTagItem("error.type")));
        Assert.Equal((ActivityStatusCode.Unset, ActivityStatusCode.Unset), (attempts[1].Status, call.Status));
        Assert.All(ended.SelectMany(s => s.TagObjects).Select(t => $"{t.Value}").Concat(ended.Select(s => s.DisplayName)), text => Assert.False(LogGuard.IsOffence(text) || text.Contains("93012345678", StringComparison.Ordinal), text));
    }

    [Fact]
    public async Task What_Zoom_refuses_is_an_error_of_the_call_with_Zooms_code_and_without_its_words()
    {
        using var listener = Listen();
        Zoom.On($"GET {Meeting}", Answer.Error(404, 3001, "Meeting does not exist: 93012345678"));
        await Client.GetMeetingAsync("93012345678", CancellationToken.None);
        var call = Assert.Single(ended, s => s.OperationName == "zoom get_meeting");
        Assert.Equal((ActivityStatusCode.Error, null, "not_found", 3001), (call.Status, call.StatusDescription, call.GetTagItem("error.type"), call.GetTagItem("zoom.code")));
        Assert.Empty(call.Events);
    }

    [Fact]
    public async Task Each_429_is_counted_by_category_and_limit()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "zoom.throttled") l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Enqueue($"{value} {tags[0].Value} {tags[1].Value}"));
        listener.Start();
        Zoom.On($"GET {Meeting}", Answer.Error(429, 429, "per-second", ("X-RateLimit-Type", "QPS")), Answer.Json(200, AnyMeeting()));
        var get = Client.GetMeetingAsync("93012345678", CancellationToken.None);
        await Time.PassPauseAsync();
        Assert.Null((await get).Error);
        Assert.Equal(["1 light rate"], counted);
    }

    [Fact]
    public async Task Zoom_learns_nothing_of_our_traces()
    {
        using var listener = Listen();
        List<string> told = [];
        Zoom.On($"GET {Meeting}", context =>
        {
            told.AddRange(context.Request.Headers.Keys);
            return Answer.Json(200, AnyMeeting())(context);
        });
        await Client.GetMeetingAsync("93012345678", CancellationToken.None);
        Assert.Contains("Authorization", told);
        Assert.DoesNotContain("traceparent", told, StringComparer.OrdinalIgnoreCase);
    }
}
