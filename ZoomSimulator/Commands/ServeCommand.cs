using ZoomSimulator.OAuth;
using ZoomSimulator.Rest;

namespace ZoomSimulator.Commands;

internal static class ServeCommand
{
    private static readonly string[] Options =
    [
        "port", "account-id", "client-id", "client-secret", "webhook-secret", "webhook-url", "sim-token", "data",
        "plan", "retry-scale", "seed", "end-delay", "scopes",
    ];

    private static readonly string[] Flags = ["no-limits", "new-token-kills-old"];

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var arguments = Arguments.Parse(args, Options, Flags);
        var options = Read(arguments);
        if (arguments.Problem is { } problem)
            return await CommandLine.PrintAsync(error, problem, code: 2);
        try
        {
            await using var simulator = await SimulatorHost.StartAsync(options);
            await output.WriteLineAsync($"Zoom simulator on {simulator.BaseUrl.GetLeftPart(UriPartial.Authority)}");
            await simulator.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (IOException e)
        {
            return await CommandLine.PrintAsync(error, $"Can't listen on port {options.Port}: {e.Message}", code: 1);
        }
    }

    private static SimulatorOptions Read(Arguments arguments) => new()
    {
        AccountId = arguments.Required("account-id"),
        ClientId = arguments.Required("client-id"),
        ClientSecret = arguments.Required("client-secret"),
        WebhookSecret = arguments.Required("webhook-secret"),
        SimToken = arguments.Required("sim-token"),
        WebhookUrl = arguments.Url("webhook-url"),
        Port = arguments.Number("port", 7090),
        DataDirectory = arguments.Text("data"),
        Plan = arguments.Choice("plan", AccountPlan.Pro),
        Limits = !arguments.Flag("no-limits"),
        NewTokenRevokesOld = arguments.Flag("new-token-kills-old"),
        RetryScale = arguments.Real("retry-scale", 1, least: 0.001),
        Seed = arguments.Number("seed", Environment.TickCount & int.MaxValue),
        EndDelay = TimeSpan.FromSeconds(arguments.Real("end-delay", 1)),
        Scopes = arguments.Text("scopes")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? ScopeCatalog.Granular,
    };
}
