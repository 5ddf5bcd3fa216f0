using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ZoomSimulator.Scenarios;

namespace Functions.Tests.Simulator;

/// <summary>Answers like the session API, with the simulator's own truth, or with nobody ever there.</summary>
internal sealed class PretendedClassroom(WebApplication app, SimulatorSetup setup, bool lies) : IAsyncDisposable
{
    private static readonly string[] Students = ["Alice Anderson", "Bob Brown", "Charlie Chen", "Diana Diaz", "Ethan Evans"];

    private string _id = "";

    public Uri Url => new(app.Urls.First());

    public static async Task<PretendedClassroom> StartAsync(SimulatorSetup setup, bool lies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var classroom = new PretendedClassroom(app, setup, lies);
        app.MapPost("/api/sessions", classroom.CreateAsync);
        app.MapGet("/api/sessions/s1", (HttpRequest request) => classroom.Get(request));
        app.MapPost("/api/sessions/s1/end", classroom.EndAsync);
        app.MapGet("/api/sessions/s1/attendance", classroom.Attendance);
        await app.StartAsync();
        return classroom;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        Assert.Equal("key", request.Headers["x-api-key"].ToString());
        Assert.NotEmpty(request.Headers["Idempotency-Key"].ToString());
        _id = (await setup.CreateClassAsync(Students, waitingRoom: true)).GetProperty("id").ToString();
        return Results.Json(Snapshot("active", []), statusCode: StatusCodes.Status201Created);
    }

    private IResult Get(HttpRequest request)
    {
        var body = JsonSerializer.Serialize(Snapshot("active", Status().Steps));
        var etag = $"\"{body.GetHashCode(StringComparison.Ordinal)}\"";
        if (request.Headers.IfNoneMatch == etag)
            return Results.StatusCode(StatusCodes.Status304NotModified);
        request.HttpContext.Response.Headers.ETag = etag;
        return Results.Text(body, "application/json");
    }

    private async Task<IResult> EndAsync()
    {
        await setup.Zoom.PutAsJsonAsync($"/v2/meetings/{_id}/status", new { action = "end" });
        return Results.Json(Snapshot("completed", Status().Steps));
    }

    private IResult Attendance() => Results.Json(new
    {
        students = Status().Truth.Select(truth => new
        {
            name = truth.Name,
            present_seconds = lies ? 0 : truth.PresentSeconds,
            own_room_seconds = truth.OwnRoomSeconds,
            other_room_seconds = truth.OtherRoomSeconds,
            main_seconds = truth.MainSeconds,
            drops = truth.Drops,
        }),
    });

    private ScenarioStatus Status() => setup.Host.Get<ScenarioRunner>()
        .Find(long.Parse(_id, System.Globalization.CultureInfo.InvariantCulture)).Required.Status();

    private object Snapshot(string status, IReadOnlyList<Step> steps) => new
    {
        session_id = "s1",
        meeting_id = _id,
        status,
        meeting_status = steps.Count == 0 ? "waiting" : steps[^1].MeetingStatus,
        breakout_rooms = Students.Select(name => new { students = new[] { new { name, location = Location(name, steps) } } }),
    };

    private string Location(string name, IReadOnlyList<Step> steps) => lies || steps.Count == 0
        ? "absent"
        : JsonNamingPolicy.SnakeCaseLower.ConvertName(steps[^1].Expected.Single(place => place.Name == name).Location.ToString());
}
