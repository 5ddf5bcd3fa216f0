using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using Functions.Http;
using Functions.Roster;
using Functions.Sessions;
using Functions.Tests.Fixtures;
using Functions.Tests.Reference.Holding;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Reference;

/// <summary>The schemas of requests say what the code checks: arbitrary bodies are valid for both, or for neither.</summary>
public sealed class RequestSchemaTests
{
    private const int Bodies = 3000;

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly BodySchemas Schemas = new(PlayedDocument.Committed);

    private static readonly CreateSessionRules Rules = new(
        Options.Create(new SessionsOptions { MaxRooms = SessionsOptionsValidator.MostRooms, MaxStudents = SessionsOptionsValidator.MostStudents }),
        new StillTime(Now));

    // Values as JSON; null leaves the field out.
    private static readonly Gen<string?> Id = Values("1", "\"1\"", "\"a.b_c@d-e\"", "\"\"", "\"a b\"", "1.5", "true", "null", null, Text(64), Text(65));
    private static readonly Gen<string?> Topic = Values("\"T\"", "\"\"", "5", "null", null, Text(200), Text(201));
    private static readonly Gen<string?> Duration = Values("1", "1440", "0", "1441", "-1", "\"5\"", "1.5", "null", null);
    private static readonly Gen<string?> Ids = Values("[1,\"2\"]", "[]", "[\"a b\"]", "[1.5]", "\"1\"", "null", null);
    private static readonly Gen<string?> Names = Values(
        "[{\"name\":\"A\"},{\"name\":\"B\",\"email\":null}]", "[]", "[{}]", "[{\"name\":\"\"}]", "[{\"name\":\"A\",\"x\":1}]", "[null]", "{}", "null", null);
    private static readonly Gen<string?> Start = Values(
        "\"2026-03-02T09:00:00Z\"", "\"2026-03-02T10:00:00.5+01:00\"", "\"2026-03-02T09:00:00\"", "\"soon\"", "5", "null", null);
    private static readonly Gen<string?> Unknown = Values("1", null, null, null, null, null);

    [Fact]
    public void Creating() => Agree(
        "CreateSessionRequest", ApiJson.Default.CreateSessionRequest, body => Rules.WrongWith(body with { ProfessorId = body.ProfessorId ?? "1" }).Count == 0,
        ("professor_id", Id), ("topic", Topic), ("duration", Duration), ("student_ids", Ids), ("students", Names), ("start_time", Start),
        ("students_per_room", Values("1", "50", "0", "51", "null", null)), ("waiting_room", Values("true", "\"yes\"", "null", null)),
        ("passcode", Values("\"aZ0@_*-\"", "\"\"", "\"12345678901\"", "\"a b\"", "5", "null", null)),
        ("auto_recording", Values("\"cloud\"", "\"none\"", "\"Cloud\"", "null", null)), ("topics", Unknown));

    [Fact]
    public void Changing()
    {
        var plan = PlantedSession.PlanOf(Guid.Empty.ToString(), Now);
        Agree(
            "UpdateSessionRequest", ApiJson.Default.UpdateSessionRequest, body => Rules.WrongWith(body.AppliedTo(plan)).Count == 0,
            ("topic", Topic), ("duration", Duration), ("student_ids", Ids), ("students", Names), ("start_time", Start), ("changes_students", Unknown));
    }

    [Fact]
    public void Putting_somebody_on_the_roster() => Agree(
        "RosterEntryRequest", ApiJson.Default.RosterEntryRequest, body => RosterRules.WrongWith(body.Id ?? "1", body).Count == 0,
        ("id", Values("1", "\"1\"", "\"a b\"", "\"-\"", "\"-_.@\"", "\"-a\"", "1.5", "null", null)),
        ("external", Values(
            "{\"section\":\"A\",\"canvas_id\":7,\"moodle_id\":null}", "{}", "null", null, "5", "{\"x\":1}", $"{{\"section\":{Text(201)}}}")),
        ("name", Values("\"A\"", "\"\"", "null", null, Text(200), Text(201))),
        ("email", Values("\"a@b.example\"", "null", null, "5", Text(255))),
        ("zoom_user_id", Values("5", "\"x\"", "null", null, "true", Text(254), Text(255))), ("x", Unknown));

    private static void Agree<T>(string schema, JsonTypeInfo<T> type, Func<T, bool> isRight, params (string Name, Gen<string?> Value)[] fields)
        where T : notnull
    {
        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" };
        var (valid, tried) = (0, 0);
        var all = fields.Aggregate(Gen.Const(Array.Empty<string?>()), (some, field) => Gen.Select(some, field.Value, (before, value) => (string?[])[.. before, value]));
        all.Sample(
            values =>
            {
                var members = fields.Zip(values).Where(f => f.Second is not null).Select(f => $"\"{f.First.Name}\":{f.Second}");
                var body = $"{{{string.Join(',', members)}}}";
                using var document = JsonDocument.Parse(body);
                var errors = Schemas.Errors(reference, document.RootElement);
                var taken = JsonBody.Parse(Encoding.UTF8.GetBytes(body), type).TryGet(out var request, out _) && isRight(request);
                Interlocked.Increment(ref tried);
                if (taken) Interlocked.Increment(ref valid);
                Assert.True(taken == (errors.Count == 0), $"The app {(taken ? "takes" : "refuses")} {body}, and the schema says: {string.Join(' ', errors)}");
            },
            iter: Effort.Of(Bodies));
        Assert.InRange(valid, 1, tried - 1);
    }

    // The first, which is right, as often as all others together, so that whole bodies are right often enough.
    private static Gen<string?> Values(params string?[] values) => Gen.Int[1 - values.Length, values.Length - 1].Select(i => values[Math.Max(0, i)]);

    private static string Text(int length) => $"\"{new string('x', length)}\"";
}
