using System.Net.Http.Json;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class ControlGateTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Nobody_gets_in_without_the_token(string? token)
    {
        await using var setup = await StartAsync();
        var answer = await SendAsync(setup, "x-sim-token", token);
        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:5173")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "zoom.attacker.org")]
    [InlineData("Host", "127.0.0.1.attacker.org")]
    public async Task No_page_and_no_other_host_name_gets_in(string header, string value)
    {
        await using var setup = await StartAsync();
        Assert.Equal(403, (int)(await SendAsync(setup, header, value, "sim-token")).StatusCode);
    }

    [Fact]
    public async Task Localhost_with_the_token_gets_in()
    {
        await using var setup = await StartAsync();
        Assert.Equal(200, (int)(await SendAsync(setup, "Host", "localhost", "sim-token")).StatusCode);
    }

    [Theory]
    [InlineData("/sim/clock", """{"retry_scale":0}""", 400)]
    [InlineData("/sim/clock", """{"speed":2}""", 400)]
    [InlineData("/sim/faults", """{"api":[{"kind":"flood"}]}""", 400)]
    [InlineData("/sim/nothing", "{}", 404)]
    public async Task A_wrong_request_is_told_so(string path, string body, int status)
    {
        await using var setup = await StartAsync();
        var answer = await setup.Sim.PutAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty((await JsonOf(answer)).GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task What_cannot_happen_in_a_meeting_is_refused()
    {
        await using var setup = await StartAsync();
        var id = await setup.ClassIdAsync("Ann Ash");
        Assert.Equal(404, await StatusAsync(setup, "/sim/meetings/1/start"));
        Assert.Equal(409, await StatusAsync(setup, $"/sim/meetings/{id}/participants", new { name = "Ann Ash" }));
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
        Assert.Equal(409, await StatusAsync(setup, $"/sim/meetings/{id}/start"));
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants", new { name = "Ann Ash" });
        Assert.Equal(409, await StatusAsync(setup, $"/sim/meetings/{id}/participants/Ann Ash/move", new { room = 1 }));
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/rooms/open");
        Assert.Equal(404, await StatusAsync(setup, $"/sim/meetings/{id}/participants/Ann Ash/move", new { room = "Nowhere" }));
        Assert.Equal(404, await StatusAsync(setup, $"/sim/meetings/{id}/participants/Nobody/leave"));
    }

    private static async Task<int> StatusAsync(SimulatorSetup setup, string path, object? body = null) =>
        (int)(await setup.Sim.PostAsync(path, body is null ? null : JsonContent.Create(body))).StatusCode;

    private static async Task<HttpResponseMessage> SendAsync(SimulatorSetup setup, string header, string? value, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sim/health");
        if (value is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        if (token is not null)
            request.Headers.Add("x-sim-token", token);
        using var client = new HttpClient { BaseAddress = setup.Host.BaseUrl };
        return await client.SendAsync(request);
    }

    [Theory, InlineData("start"), InlineData("rooms/open")]
    public async Task A_control_whose_body_is_optional_needs_none(string control)
    {
        await using var setup = await SimulatorSetup.StartAsync();
        using var answer = await setup.Sim.PostAsync(new Uri($"/sim/meetings/90000000001/{control}", UriKind.Relative), null);
        Assert.DoesNotContain("no such control", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
