using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using ZoomSimulator.Clock;
using ZoomSimulator.Control;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Rest;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator;

/// <summary>A running simulator: started by the command line, or inside a test.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatorHost(WebApplication app, SimulatorOptions options)
    {
        (_app, Options) = (app, options);
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        BaseUrl = new Uri(address);
    }

    /// <summary>Origin of REST API, OAuth and control API.</summary>
    public Uri BaseUrl { get; }

    public SimulatorOptions Options { get; }

    public MeetingEngine Engine => Get<MeetingEngine>();

    public WebhookSubscription Webhooks => Get<WebhookSubscription>();

    public EventPublisher Events => Get<EventPublisher>();

    public DeliveryLog Deliveries => Get<DeliveryLog>();

    public FaultSettings Faults => Get<FaultSettings>();

    public AccessTokens Tokens => Get<AccessTokens>();

    public SimClock Clock => Get<SimClock>();

    public Uri? WebhookUrl
    {
        get => Webhooks.Url;
        set => Webhooks.Url = value;
    }

    /// <param name="options">How it is set up.</param>
    /// <param name="time">The clock; null is the system's.</param>
    /// <param name="ct">Gives up the start.</param>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, TimeProvider? time = null, CancellationToken ct = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ZoomSimulator" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, options.Port));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        builder.Services.AddSimulator(options, time ?? TimeProvider.System);

        var app = builder.Build();
        app.UseOptionalBodies();
        app.UseRouting();
        app.UseRestGates();
        app.UseControlGate();
        OAuth.TokenEndpoint.Map(app);
        app.MapRest();
        app.MapControl();
        MeetingPages.Map(app);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            // Stopped first: what has already started would otherwise report its cancellation as a failure.
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            throw;
        }
        return new SimulatorHost(app, options);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Until Ctrl-C or SIGTERM.</summary>
    public Task WaitForShutdownAsync(CancellationToken ct) => _app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
