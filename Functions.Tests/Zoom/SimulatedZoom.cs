using Functions.Tests.Simulator;
using Functions.Zoom;
using Microsoft.Extensions.DependencyInjection;
using ZoomSimulator;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Zoom;

/// <summary>The client as the app registers it, against the simulator.</summary>
internal sealed class SimulatedZoom(SimulatorSetup setup, ServiceProvider services, LogLines log) : IAsyncDisposable
{
    public SimulatorSetup Setup => setup;

    public IZoomClient Client { get; } = services.GetRequiredService<IZoomClient>();

    public MeetingEngine Engine => setup.Host.Engine;

    public static async Task<SimulatedZoom> StartAsync(
        Func<SimulatorOptions, SimulatorOptions>? change = null, TimeProvider? time = null, string plan = "Business")
    {
        var setup = await SimulatorSetup.StartAsync(change);
        var origin = setup.Host.BaseUrl.GetLeftPart(UriPartial.Authority);
        var log = new LogLines();
        var services = ZoomServices.Create(origin, origin, "secret", time ?? TimeProvider.System, log, ("Zoom:Plan", plan)).BuildServiceProvider();
        return new SimulatedZoom(setup, services, log);
    }

    /// <summary>How many requests Zoom answered in this way.</summary>
    public int Answered(int status) => log.Lines.Count(line => line.Contains($"answered {status},", StringComparison.Ordinal));

    public Task FaultAsync(object fault) => setup.ControlAsync(HttpMethod.Put, "/sim/faults", new { api = new[] { fault } });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await setup.DisposeAsync();
    }
}
