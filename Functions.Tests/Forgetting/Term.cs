using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Functions.Sessions;
using Functions.Sessions.Forgetting;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Forgetting;

/// <summary>Classes with everything in them that may name a student: "1", Alice Anderson.</summary>
internal static class Term
{
    public const string Name = "Alice Anderson";
    public const string Email = "alice.anderson@example.edu";

    public static Retention Retention(this Household house) => house.App.Services.GetRequiredService<Retention>();

    public static async Task EraseStudent(this Household house, string id = "1") =>
        Assert.Equal(HttpStatusCode.NoContent, (await house.Operator.Send(HttpMethod.Delete, $"api/students/{id}")).Status);

    /// <summary>Nothing in any table names Alice.</summary>
    public static async Task AssertGone(this Household house) =>
        Assert.Empty((await house.ContentsAsync()).Holding(Name, Email, "alice"));

    public static Task<Contents> ContentsAsync(this Household house) => Contents.ReadAsync(house.Tables);

    /// <summary>
    /// A class that is over: Alice came on a laptop and, said by hand, on a phone; Bob strayed into her room first; a report line and a
    /// line by hand name her too. It was recorded. All events are ten minutes old at most.
    /// </summary>
    public static async Task<Answer> FinishedClass(this Household house, params (string Field, object? Value)[] changes)
    {
        var session = await house.RunningClass(changes);
        var (id, at) = (session.Text("meeting_id"), house.Now);
        await house.Post(SignedEvent.Left(id, "u", Name, at.AddSeconds(-20)));
        await house.Post(SignedEvent.Ended(id, "u", at.AddSeconds(-10)));
        await house.Post(SignedEvent.Recording(id, "u", at.AddSeconds(-10)));
        Assert.Equal("completed", (await house.Operator.Post($"api/sessions/{session.Text("session_id")}/end")).Text("status"));
        return session;
    }

    public static async Task<Answer> RunningClass(this Household house, params (string Field, object? Value)[] changes)
    {
        var session = await house.NewClass(changes);
        var (id, at) = (session.Text("meeting_id"), house.Now.AddMinutes(-10));
        string[] events =
        [
            SignedEvent.Started(id, "u", at),
            Mailed(SignedEvent.Joined(id, "u", Name, at.AddSeconds(10), "11")),
            SignedEvent.Joined(id, "u", "iPhone", at.AddSeconds(20), "12"),
            SignedEvent.Joined(id, "u", "Bob Brown", at.AddSeconds(30), "13"),
            SignedEvent.JoinedRoom(id, "u", "Bob Brown", "Z1", at.AddSeconds(60)),
            SignedEvent.JoinedRoom(id, "u", Name, "Z1", at.AddSeconds(70)),
            SignedEvent.JoinedRoom(id, "u", "Bob Brown", "Z2", at.AddSeconds(200)),
        ];
        foreach (var body in events) await house.Post(body);
        await house.MatchPhone(session);
        await house.AddLine(session, "report", ("name", Name.ToUpperInvariant()), ("email", Email));
        return session;
    }

    /// <summary>A line of the log as another part of the system might write it.</summary>
    public static Task AddLine(this Household house, Answer session, string source, params (string Column, string Value)[] columns)
    {
        var line = new TableEntity(session.Text("session_id"), SessionRows.Log(house.Now.ToUnixTimeSeconds(), Keys.Digest(source)))
        {
            ["kind"] = "report",
            ["source"] = source,
            ["occurred_at"] = house.Now,
        };
        foreach (var (column, value) in columns) line[column] = value;
        return house.Tables.Sessions.AddEntityAsync(line);
    }

    /// <summary>A creation of a class like another, whose creator died before it asked Zoom.</summary>
    public static async Task<string> AbandonedIntent(this Household house, Answer like)
    {
        var plan = (await house.App.Services.GetRequiredService<SessionStore>().ReadAsync(like.Text("session_id"), CancellationToken.None))!.Plan;
        var intent = new Intent(plan with { SessionId = Guid.NewGuid().ToString() }, "attempt", "hash", house.Now);
        var work = house.App.Services.GetRequiredService<OpenWork>();
        await work.AddAsync(IntentColumns.Write(intent), intent.Plan.SessionId, WorkKind.Create, house.Now + OpenWork.Lease, CancellationToken.None);
        return intent.Plan.SessionId;
    }

    public static async Task Letters(this Household house, params string[] bodies)
    {
        foreach (var body in bodies) await house.App.Services.GetRequiredService<DeadLetterStore>().KeepAsync("reason", Encoding.UTF8.GetBytes(body), CancellationToken.None);
    }

    /// <summary>Runs the timer until no erasure is under way.</summary>
    public static async Task FinishErasures(this Household house, TimeSpan step, int most = 8)
    {
        for (var i = 0; i < most && (await house.OpenWorkKinds()).Contains(WorkKind.Erase); i++)
        {
            house.Clock.Jump(step);
            await house.ReconcileAsync();
        }

        Assert.DoesNotContain(WorkKind.Erase, await house.OpenWorkKinds());
    }

    public static async Task<JsonElement> Attendance(this Household house, Answer session)
    {
        var answer = await house.Operator.Get($"api/sessions/{session.Text("session_id")}/attendance");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Body;
    }

    /// <summary>All of an attendance but names, e-mails and intervals.</summary>
    public static string Totals(this JsonElement attendance, Func<JsonElement, bool>? whose = null) => string.Join('\n', attendance.GetProperty("students").EnumerateArray()
        .Concat(attendance.GetProperty("unmatched").EnumerateArray())
        .Where(s => whose?.Invoke(s) != false)
        .Select(s => string.Join(' ', s.EnumerateObject().Where(p => p.Name is not ("name" or "email" or "intervals")).Select(p => p.ToString()))));

    public static bool IsNotAlice(JsonElement student) =>
        !student.TryGetProperty("student_id", out var id) || (id.GetString() is var text && text != "1" && !text!.StartsWith("erased-", StringComparison.Ordinal));

    private static async Task MatchPhone(this Household house, Answer session)
    {
        var phone = (await house.Look(session))["unmatched"].EnumerateArray().FirstOrDefault(p => p.GetProperty("name").GetString() == "iPhone");
        if (phone.ValueKind == JsonValueKind.Undefined || session["breakout_rooms"].GetArrayLength() < 5) return;
        var matched = await house.Operator.Put($"api/sessions/{session.Text("session_id")}/people/{phone.GetProperty("person_id").GetString()}/student", new { student_id = "1" });
        Assert.Equal(HttpStatusCode.OK, matched.Status);
    }

    private static string Mailed(string body) => body.Replace("\"email\":\"\"", $"\"email\":\"{Email}\"", StringComparison.Ordinal);
}
