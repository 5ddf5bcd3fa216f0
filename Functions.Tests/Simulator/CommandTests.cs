using ZoomSimulator.Commands;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class CommandTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Missing_values_are_named_in_one_line()
    {
        Assert.Equal(2, await RunAsync("serve", "--account-id", "a", "--client-id", "c", "--client-secret", "s", "--webhook-secret", "w"));
        Assert.Equal("sim-token is missing: give --sim-token or ZOOM_SIM__SIM_TOKEN.", _error.ToString().Trim());
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("serve", "--colour", "red")]
    [InlineData("storm", "--secret", "s")]
    [InlineData("demo", "--run", "/nowhere/run.json")]
    public async Task Wrong_usage_is_exit_code_2(params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.Single(_error.ToString().Trim().Split('\n'));
    }

    [Fact]
    public async Task A_taken_port_is_said_in_one_line()
    {
        await using var setup = await StartAsync();
        var port = setup.Host.BaseUrl.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(1, await RunAsync("--account-id", "a", "--client-id", "c", "--client-secret", "s", "--webhook-secret", "w",
            "--sim-token", "t", "--port", port));
        Assert.StartsWith($"Can't listen on port {port}", _error.ToString());
    }

    [Theory]
    [InlineData("https://functions.example.org/api/zoom/webhook")]
    [InlineData("http://127.0.0.1.example.org/")]
    public async Task A_storm_at_a_foreign_host_is_refused(string url)
    {
        Assert.Equal(2, await RunAsync("storm", "--url", url, "--secret", "s", "--i-own", "example.org"));
        Assert.Contains("--i-own " + new Uri(url).Host, _error.ToString());
    }

    [Fact]
    public async Task A_storm_fires_signed_events_for_the_simulators_meetings_and_counts_answers()
    {
        await using var setup = await StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var ids = new[] { await setup.ClassIdAsync("Ann Ash"), await setup.ClassIdAsync("Bob Brown") };
        var code = await RunAsync("storm", "--url", receiver.Url.ToString(), "--secret", "webhook-secret", "--events", "40", "--connections", "4",
            "--zoom", setup.Host.BaseUrl.ToString(), "--sim-token", "sim-token");

        Assert.True(code == 0, _error.ToString());
        Assert.Contains("200: 40", _output.ToString());
        Assert.Contains("p99", _output.ToString());
        Assert.All(receiver.Events, webhook => Assert.True(webhook.IsSignedWith("webhook-secret")));
        Assert.Equal(ids.Order(), receiver.Events.Select(webhook => long.Parse(webhook.Object.GetProperty("id").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order());
        Assert.Equal(40, receiver.Events.Select(webhook => (webhook.Event, webhook.Participant.GetProperty("participant_uuid").GetString())).Distinct().Count());
    }

    [Fact]
    public async Task A_storm_reads_meetings_from_a_file_and_reports_refusals()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => 401;
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{\"id\":93012345678,\"uuid\":\"abc==\"}\n\n{\"id\":\"93012345679\",\"uuid\":\"def==\"}\n");
        var code = await RunAsync("storm", "--url", receiver.Url.ToString(), "--secret", "wrong", "--events", "8", "--rate", "500", "--meetings", file);
        File.Delete(file);
        Assert.Equal(1, code);
        Assert.Contains("401: 8", _output.ToString());
    }

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args, _output, _error);
}
