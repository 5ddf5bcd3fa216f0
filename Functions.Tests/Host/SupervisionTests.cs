using System.Net;
using Functions.Host.Workers;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Host;

/// <summary>The host and its worker as processes: who ends when, and what callers see of it.</summary>
public sealed class SupervisionTests : IAsyncDisposable
{
    private readonly string lives = Path.GetTempFileName();
    private readonly string held = Path.GetTempFileName();
    private readonly HttpClient client = new();
    private HostProcess? host;

    private HostProcess Running => host!;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (host is not null) await host.DisposeAsync();
        File.Delete(lives);
        File.Delete(held);
    }

    [Fact]
    public async Task Requests_wait_for_the_worker_that_is_starting()
    {
        Start();
        await Eventually.TrueAsync(IsListening);

        Assert.Equal($"{await ProcessIdAsync()}", $"{Running.WorkerId}");
    }

    [Fact]
    public async Task A_worker_that_is_killed_fails_what_it_was_doing_and_the_next_request_waits_for_another_one()
    {
        Start();
        var first = await ProcessIdAsync();
        var caught = client.GetAsync(At("api/hold/60"));
        await Eventually.TrueAsync(() => File.ReadAllLines(held).Length == 1);

        Running.KillWorker();

        using var failed = await caught;
        Assert.Equal((HttpStatusCode.InternalServerError, ""), (failed.StatusCode, await failed.Content.ReadAsStringAsync()));
        var second = await ProcessIdAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(second, Running.WorkerId);
    }

    [Fact]
    public async Task One_that_ends_by_itself_is_started_again_however_often()
    {
        Start();
        var ids = new HashSet<int>();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(ids.Add(await ProcessIdAsync()));
            using var crashed = await client.PostAsync(At("api/crash"), null);
            Assert.Equal(HttpStatusCode.InternalServerError, crashed.StatusCode);
        }

        Assert.True(ids.Add(await ProcessIdAsync()));
        Assert.False(Running.HasEnded);
    }

    [Fact]
    public async Task A_host_that_is_killed_leaves_no_worker_behind()
    {
        Start();
        var worker = await ProcessIdAsync();

        await Running.KillAsync();

        await Eventually.TrueAsync(() => !HostProcess.IsAlive(worker));
    }

    [Fact]
    public async Task A_host_that_is_told_to_stop_answers_what_it_has_begun_and_leaves_no_worker_behind()
    {
        Start();
        var worker = await ProcessIdAsync();
        var answer = client.GetStringAsync(At("api/hold/2"));
        await Eventually.TrueAsync(() => File.ReadAllLines(held).Length == 1);

        Assert.Equal(0, await Running.StopAsync());

        Assert.Equal("answered", await answer);
        Assert.False(HostProcess.IsAlive(worker));
    }

    [Fact]
    public async Task An_app_that_says_why_it_does_not_start_is_not_started_again()
    {
        Start(("SAMPLE_EXIT", "1"));

        Assert.Equal(1, await Running.EndAsync());

        Assert.Single(await File.ReadAllLinesAsync(lives));
        Assert.Equal(["SAMPLE_EXIT is set."], Running.Lines);
    }

    [Fact]
    public async Task One_that_crashes_at_each_start_is_given_up_after_four()
    {
        Start(("SAMPLE_EXIT", "70"));

        Assert.Equal(1, await Running.EndAsync());

        Assert.Equal(4, (await File.ReadAllLinesAsync(lives)).Length);
        Assert.Contains(Running.Lines, line => line.Contains("The app does not start (exit code 70)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_worker_has_the_hosts_settings_but_not_those_of_the_host_alone()
    {
        Start(("Some__Setting", "some"), ("FunctionsHost__Simulator__Key", "secret"), ("ASPNETCORE_URLS", "http://127.0.0.1:1"));

        await ProcessIdAsync();
        Assert.Equal("some", await client.GetStringAsync(At("api/setting/Some__Setting")));
        foreach (var name in new[] { "FunctionsHost__Simulator__Key", "FunctionsHost__App", "ASPNETCORE_URLS", "FUNCTIONS_HOST_GUARD" })
            Assert.Equal("none", await client.GetStringAsync(At($"api/setting/{name}")));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(6, 16)]
    [InlineData(7, 30)]
    [InlineData(1000, 30)]
    public void The_more_often_it_has_ended_the_longer_is_the_pause(int ends, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), WorkerSupervisor.PauseAfter(ends));

    private void Start(params (string Name, string Value)[] settings) => host = new HostProcess(
        AppAssembly.SampleFolder,
        settings.Concat([("SAMPLE_LIVES", lives), ("SAMPLE_HELD", held), .. RunningHost.Timers.Select(timer => ($"AzureWebJobs__{timer}__Disabled", "true"))])
            .Select(setting => KeyValuePair.Create(setting.Item1, setting.Item2)));

    private Uri At(string path) => new(Running.Url, path);

    private async Task<int> ProcessIdAsync()
    {
        await Eventually.TrueAsync(IsListening, () => string.Join('\n', Running.Lines));
        return int.Parse(await client.GetStringAsync(At("api/process")), System.Globalization.CultureInfo.InvariantCulture);
    }

    private bool IsListening()
    {
        Assert.False(Running.HasEnded, string.Join('\n', Running.Lines));
        using var socket = new System.Net.Sockets.TcpClient();
        try
        {
            socket.Connect(Running.Url.Host, Running.Url.Port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
