using System.Globalization;
using System.Net;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ZoomSimulator;
using ZoomSimulator.Meetings;
using ZoomSimulator.Webhooks;

namespace Functions.Tests.Reference.Playing;

/// <summary>The whole system on real parts, where the same play gives the same answers: a clock that is told the time, ids that repeat.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private Stage(FunctionApp app, SimulatorHost zoom, ToldClock clock)
    {
        (App, Zoom, Clock) = (app, zoom, clock);
        (Operator, Stranger) = (app.Client(seen: Recorder.See), app.Client(withKey: false, Recorder.See));
    }

    public FunctionApp App { get; }

    public SimulatorHost Zoom { get; }

    public ToldClock Clock { get; }

    public Recorder Recorder { get; } = new();

    public HttpClient Operator { get; }

    public HttpClient Stranger { get; }

    public MeetingEngine Engine => Zoom.Engine;

    public static async Task<Stage> SetAsync(Classroom classroom, DateTimeOffset start)
    {
        var clock = new ToldClock(start);
        var zoom = await Classroom.StartZoomAsync(clock, repeatableIds: true);
        var app = await FunctionApp.StartAsync(
            classroom.Azurite.NewAccount(), zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        // A busy machine may be too slow for an event: Zoom's next try is not to take five minutes.
        zoom.Clock.RetryScale = 1_000;
        zoom.WebhookUrl = new Uri(app.BaseUrl, "api/zoom/webhook");
        var stage = new Stage(app, zoom, clock);
        await Eventually.Async(async () => (await stage.Stranger.Get("api/health")).Status == HttpStatusCode.OK);

        // Zoom tries the address by itself, and what a session's check says depends on whether it has.
        var pulse = app.Services.GetRequiredService<WebhookPulse>();
        await Eventually.Async(async () => (await pulse.ReadAsync(CancellationToken.None)).Challenge is not null);
        return stage;
    }

    /// <summary>Something happens at Zoom; it has arrived when this is over.</summary>
    public async Task Happen<T>(double secondsLater, Func<Outcome<T>> what)
        where T : class
    {
        Clock.Pass(secondsLater);
        _ = what().Required;
        await ArriveAsync();
    }

    /// <summary>Until everything that Zoom sent has arrived.</summary>
    public Task ArriveAsync() => Eventually.TrueAsync(
            () => Zoom.Deliveries.Total == Zoom.Events.Published && Zoom.Deliveries.NewestFirst.All(d => d.State == DeliveryState.Delivered),
            () => string.Join(", ", Zoom.Deliveries.NewestFirst.CountBy(d => d.State)));

    /// <summary>Posts what Zoom might, signed now.</summary>
    public Task<Answer> Post(string body) =>
        Stranger.PostSigned(body, timestamp: Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        Stranger.Dispose();
        await App.DisposeAsync();
        await Zoom.DisposeAsync();
    }
}
