namespace ZoomSimulator.Commands;

/// <summary>Picks the command. Exit codes: 0 good, 1 something went wrong or did not agree, 2 wrong usage.</summary>
internal static class CommandLine
{
    private const string Help = """
        A local Zoom: REST API, OAuth, signed webhooks, meetings that can be played, faults.

        ZoomSimulator [serve]  runs it on 127.0.0.1
            --account-id ID --client-id ID --client-secret S    the Server-to-Server OAuth app (required)
            --webhook-secret S    secret token that signs events (required)
            --sim-token T         wanted by the control API in x-sim-token (required)
            --webhook-url URL     where events go; can be set later through the control API
            --port N              default 7090; 0 takes any free one
            --data DIR            keeps the meetings over a restart
            --plan free|pro|business   --no-limits   --retry-scale N   --seed N   --end-delay SECONDS
            --new-token-kills-old   --scopes "a b c"
        ZoomSimulator demo     plays a class in a running system and checks what the professor sees
            --run FILE (.data/run.json: {api, key, zoom, sim_token})   --speed N (default 10)
        ZoomSimulator storm    fires signed webhook events, a fixed number of connections waiting for answers
            --url URL --secret S   --meetings FILE (JSON lines {"id","uuid"}) | --zoom URL --sim-token T [--count N]
            --events M (default 1000)   --connections C (default 16)   --rate R (events a second)
            --i-own HOST          needed for any host but loopback: names the very host that is yours

        Each option can also be an environment variable: --webhook-url is ZOOM_SIM__WEBHOOK_URL.
        """;

    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error) => args switch
    {
        ["--help" or "-h" or "help", ..] or [_, "--help" or "-h", ..] => PrintAsync(output, Help, code: 0),
        ["serve", .. var rest] => ServeCommand.RunAsync(rest, output, error),
        ["demo", .. var rest] => DemoCommand.RunAsync(rest, output, error),
        ["storm", .. var rest] => StormCommand.RunAsync(rest, output, error),
        [] or [['-', ..], ..] => ServeCommand.RunAsync(args, output, error),
        _ => PrintAsync(error, $"Unknown command {args[0]}; see --help.", code: 2),
    };

    public static async Task<int> PrintAsync(TextWriter writer, string text, int code)
    {
        await writer.WriteLineAsync(text);
        return code;
    }
}
