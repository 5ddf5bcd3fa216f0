using ZoomSimulator.Commands;
using ZoomSimulator.Commands.Demo;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class DemoTests
{
    [Fact]
    public async Task A_truthful_system_passes_the_demo()
    {
        var (passed, printed) = await PlayAsync(lies: false);
        Assert.True(passed, printed);
        Assert.Contains("strays into", printed);
        Assert.Contains("WRONG ROOM", printed);
        Assert.Contains("Everything the system showed was true.", printed);
    }

    [Fact]
    public async Task A_system_that_shows_what_is_not_true_fails_the_demo()
    {
        var (passed, printed) = await PlayAsync(lies: true);
        Assert.False(passed);
        Assert.Contains("overtaken, still shown: Alice Anderson is waiting_room, shown as absent", printed);
        Assert.Contains("Alice Anderson is own_room, shown as absent", printed);
    }

    private static async Task<(bool Passed, string Printed)> PlayAsync(bool lies)
    {
        await using var metronome = new Metronome(tickMs: 50);
        await using var setup = await StartAsync(time: metronome.Time);
        await using var app = await PretendedClassroom.StartAsync(setup, lies);
        var output = new StringWriter();
        using var classroom = new ClassroomClient(app.Url, "key");
        using var zoom = new SimulatorClient(setup.Host.BaseUrl, "sim-token");
        var passed = await new DemoPlay(classroom, zoom, new DemoPrinter(output), metronome.Time).RunAsync(60, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.Write(output.ToString());
        return (passed, output.ToString());
    }
}
