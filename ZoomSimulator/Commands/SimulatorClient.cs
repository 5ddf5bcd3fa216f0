using System.Net.Http.Json;
using System.Text.Json;
using ZoomSimulator.Control;
using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Commands;

/// <summary>The control API of a simulator that runs elsewhere.</summary>
internal sealed class SimulatorClient : IDisposable
{
    private readonly HttpClient _http;

    public SimulatorClient(Uri zoom, string token)
    {
        _http = new HttpClient { BaseAddress = zoom, Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Add(ControlGate.Header, token);
    }

    public async Task<ScenarioStatus> PlayClassAsync(string meetingId, double speed, CancellationToken ct)
    {
        using var answer = await _http.PostAsJsonAsync(
            $"/sim/meetings/{meetingId}/scenario", new { name = "class", speed, end = false }, Wire.Snake, ct);
        return await ReadAsync<ScenarioStatus>(answer, ct);
    }

    public async Task<ScenarioStatus> ScenarioAsync(string meetingId, CancellationToken ct)
    {
        using var answer = await _http.GetAsync($"/sim/meetings/{meetingId}/scenario", ct);
        return await ReadAsync<ScenarioStatus>(answer, ct);
    }

    public async Task<IReadOnlyList<MeetingSummary>> MeetingsAsync(CancellationToken ct)
    {
        using var answer = await _http.GetAsync("/sim/meetings", ct);
        return (await ReadAsync<MeetingList>(answer, ct)).Meetings;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"The simulator answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        return await answer.Content.ReadFromJsonAsync<T>(Wire.Snake, ct) ?? throw new JsonException("The simulator answered null.");
    }

    private sealed record MeetingList(IReadOnlyList<MeetingSummary> Meetings);
}
