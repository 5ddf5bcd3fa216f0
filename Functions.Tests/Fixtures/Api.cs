using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Fixtures;

/// <summary>An answer as a caller sees it.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)
{
    public override string ToString() => $"{Status} {(Body.ValueKind == JsonValueKind.Undefined ? "" : Body.GetRawText())}";

    public JsonElement this[string name] => Body.GetProperty(name);

    public string Text(string name) => Body.GetProperty(name).GetString()!;

    /// <summary>The problem's name, after <c>urn:problem:</c>.</summary>
    public string Problem => Text("type")["urn:problem:".Length..];

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}

/// <summary>Calling the API as any frontend would.</summary>
internal static class Api
{
    public static async Task<Answer> Send(
        this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var json = bytes.Length > 0 && response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? JsonDocument.Parse(bytes).RootElement
            : default;
        return new(response.StatusCode, json, response);
    }

    public static Task<Answer> Get(this HttpClient client, string path, params (string, string)[] headers) => client.Send(HttpMethod.Get, path, null, headers);

    public static Task<Answer> Post(this HttpClient client, string path, object? body = null, params (string, string)[] headers) =>
        client.Send(HttpMethod.Post, path, body, headers);

    public static Task<Answer> Patch(this HttpClient client, string path, object body) => client.Send(HttpMethod.Patch, path, body);

    public static Task<Answer> Put(this HttpClient client, string path, object? body = null) => client.Send(HttpMethod.Put, path, body);

    /// <summary>A valid body of a create, for students 1 to 5, with changes.</summary>
    public static Dictionary<string, object?> Class(string professorId, params (string Field, object? Value)[] changes)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["professor_id"] = professorId,
            ["student_ids"] = new[] { 1, 2, 3, 4, 5 },
            ["topic"] = "Recursion",
            ["duration"] = 60,
        };
        foreach (var (field, value) in changes)
        {
            if (value is null) body.Remove(field);
            else body[field] = value;
        }

        return body;
    }

    /// <summary>Creates a class for a new professor.</summary>
    public static async Task<Answer> NewClass(this Classroom classroom, params (string Field, object? Value)[] changes)
    {
        var created = await classroom.Operator.Post("api/sessions", Class((await classroom.NewProfessorAsync()).Id, changes));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return created;
    }

    /// <summary>The meeting of a session, as the simulator has it.</summary>
    public static Meeting MeetingOf(this Classroom classroom, Answer session) =>
        classroom.Zoom.Engine.Meetings.Find(long.Parse(session.Text("meeting_id"), CultureInfo.InvariantCulture))!;

    public static JsonElement Student(this Answer snapshot, string id) => snapshot["breakout_rooms"].EnumerateArray()
        .SelectMany(r => r.GetProperty("students").EnumerateArray())
        .Single(s => s.GetProperty("student_id").GetString() == id);

    public static string Where(this Answer snapshot, string studentId) => snapshot.Student(studentId).GetProperty("location").GetString()!;
}
