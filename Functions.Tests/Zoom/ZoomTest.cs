using Functions.Secrets;
using Functions.Tests.Fixtures;
using Functions.Zoom;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Zoom;

/// <summary>The client as the app registers it, against the stub Zoom, with fake time and all its log lines.</summary>
public abstract class ZoomTest : IAsyncLifetime
{
    private protected const string Meeting = "/v2/meetings/93012345678";
    private protected const string HostMeetings = "/v2/users/sarah%40example.edu/meetings";
    private readonly LogLines log = new();
    private ServiceProvider? services;

    private protected WatchedTime Time { get; } = new();

    private protected FakeZoom Zoom { get; private set; } = null!;

    private protected IZoomClient Client { get; private set; } = null!;

    /// <summary>Calls that wait for their turn.</summary>
    private protected int Waiting => services!.GetRequiredService<ZoomRateLimiter>().Waiting;

    private static IReadOnlyDictionary<ZoomRateCategory, ZoomRate> Unlimited { get; } =
        Enum.GetValues<ZoomRateCategory>().ToDictionary(category => category, _ => new ZoomRate(10_000, TimeSpan.FromSeconds(1)));

    private protected IReadOnlyCollection<string> LogLines => log.Lines;

    private protected static ZoomMeetingRequest AnyRequest { get; } = new()
    {
        Topic = "Recursion",
        StartTime = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)),
        Duration = 20,
    };

    private protected static object AnyMeeting(string status = "waiting") => new
    {
        id = 93012345678,
        uuid = "/aB//c==",
        host_email = "sarah@example.edu",
        status,
        start_url = "https://zoom.us/s/93012345678?zak=host-token",
        join_url = "https://zoom.us/j/93012345678?pwd=join-link",
        password = "pass-code",
    };

    public async ValueTask InitializeAsync()
    {
        Zoom = await FakeZoom.StartAsync();
        Client = CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (services is not null)
            await PassTimeUntilAsync(services.DisposeAsync().AsTask());
        await Zoom.DisposeAsync();
    }

    // Disposal waits, in fake time, for the calls of a test that failed.
    private Task PassTimeUntilAsync(Task disposal) => Eventually.TrueAsync(() =>
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return disposal.IsCompleted;
    });

    /// <param name="secrets">Where the client secret comes from.</param>
    /// <param name="origin">Where the API is, if not at the stub.</param>
    /// <param name="rates">Limits of the client's own; none that a test could meet, unless given.</param>
    private protected IZoomClient CreateClient(
        ISecretSource? secrets = null, string? origin = null, IReadOnlyDictionary<ZoomRateCategory, ZoomRate>? rates = null)
    {
        var collection = ZoomServices.Create(origin ?? Zoom.Origin, Zoom.Origin, "client-secret", Time, log)
            .AddSingleton(new ZoomRateLimiter(rates ?? Unlimited, Time));
        if (secrets is not null)
            collection.AddSingleton(secrets);
        services = collection.BuildServiceProvider();
        return new ImpatientClient(services.GetRequiredService<IZoomClient>());
    }
}
