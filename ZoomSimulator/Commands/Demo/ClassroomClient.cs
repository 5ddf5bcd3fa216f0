using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ZoomSimulator.Commands.Demo;

/// <summary>The function app's API, as any user would call it.</summary>
internal sealed class ClassroomClient : IDisposable
{
    private static readonly string[] Students = ["1", "2", "3", "4", "5"];

    private readonly HttpClient _http;
    private string? _etag;

    public ClassroomClient(Uri api, string key)
    {
        _http = new HttpClient { BaseAddress = api, Timeout = TimeSpan.FromSeconds(40) };
        _http.DefaultRequestHeaders.Add("x-api-key", key);
    }

    public async Task<Snapshot> CreateSessionAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions")
        {
            Content = JsonContent.Create(new
            {
                professor_id = "1",
                student_ids = Students,
                topic = "Demo class: Recursion",
                duration = 20,
            }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return Snapshot.Read(await SendAsync(request, ct));
    }

    /// <summary>Null while nothing changed.</summary>
    public async Task<Snapshot?> ChangedSnapshotAsync(string sessionId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sessions/{sessionId}");
        if (_etag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", _etag);
        using var answer = await _http.SendAsync(request, ct);
        if (answer.StatusCode == HttpStatusCode.NotModified)
            return null;
        _etag = answer.Headers.ETag?.ToString();
        return Snapshot.Read(await ReadAsync(answer, ct));
    }

    public async Task<Snapshot> EndAsync(string sessionId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/sessions/{sessionId}/end");
        return Snapshot.Read(await SendAsync(request, ct));
    }

    public async Task<IReadOnlyList<AttendanceRow>> AttendanceAsync(string sessionId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sessions/{sessionId}/attendance");
        return AttendanceRow.Read(await SendAsync(request, ct));
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var answer = await _http.SendAsync(request, ct);
        return await ReadAsync(answer, ct);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"The API answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
