using System.Diagnostics;
using System.Net;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Telemetry;

/// <summary>What a collector gets of a creation and of a webhook. Alone, since whoever collects collects from the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class TraceTests(Classroom classroom) : IAsyncLifetime
{
    private const int ServerSpan = 2;

    private static readonly string[] Steps = ["plan", "intent", "meeting", "session", "indexes"];

    private OtlpReceiver collector = null!;
    private FunctionApp app = null!;
    private HttpClient caller = null!;

    public async ValueTask InitializeAsync()
    {
        collector = await OtlpReceiver.StartAsync();
        app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, collector.Settings);
        caller = app.Client();
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await app.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task A_creation_is_one_trace_from_the_request_over_Zoom_and_storage_to_the_push()
    {
        var (created, trace) = await Create();
        var root = Assert.Single(trace.Roots);
        Assert.Equal(("POST /api/sessions", 2, "CreateSession", "201"), (root.Name, root.Kind, root.Tags["faas.name"], root.Tags["http.response.status_code"]));

        // The host's span has the worker's under it, and that has what the app did.
        var invocation = Assert.Single(trace.Under(root));
        Assert.Equal(("Functions.Host", "Microsoft.Azure.Functions.Worker"), (root.Source, invocation.Source));
        Assert.Equal(created.Text("session_id"), invocation.Tags["app.session_id"]);
        Assert.Equal([.. Steps, "send SessionCreated"], trace.Names(invocation));

        // Zoom once, four phases of storage, one after the other.
        var meeting = trace.Under(trace.One("meeting")).Single();
        Assert.Equal("zoom create_meeting", meeting.Name);
        Assert.Equal(["zoom token", "POST /users/{user}/meetings"], trace.Names(meeting));
        Assert.Equal(["POST /oauth/token"], trace.Names(trace.One("zoom token")));
        var post = trace.One("POST /users/{user}/meetings");
        Assert.Equal((3, "201", "medium", "POST"), (post.Kind, post.Tags["http.response.status_code"], post.Tags["zoom.category"], post.Tags["http.request.method"]));
        foreach (var step in Steps.Except(["meeting"]))
            Assert.All(trace.Under(trace.One(step)), call => Assert.Equal(("Functions.Storage", 3), (call.Source, call.Kind)));
        foreach (var (before, after) in Steps.Zip(Steps.Skip(1))) Assert.True(trace.One(before).End <= trace.One(after).Start, $"{before} reaches into {after}:\n{trace}");
        Assert.Equal(["transaction"], trace.Names(trace.One("intent")));
        Assert.Equal(["insert SessionIndex", "transaction"], trace.Names(trace.One("session")).Order(StringComparer.Ordinal).Select(n => n.Replace("replace ", "insert ", StringComparison.Ordinal)));
        Dump("create", trace);
    }

    [Fact]
    public async Task A_webhook_is_one_trace_with_what_came_of_the_event()
    {
        var (created, _) = await Create();
        var at = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var joined = SignedEvent.Joined(created.Text("meeting_id"), "u", "Alice Anderson", at);
        var trace = await Post(joined);
        var root = Assert.Single(trace.Roots);
        Assert.Equal(("POST /api/zoom/webhook", "200"), (root.Name, root.Tags["http.response.status_code"]));
        var received = Assert.Single(trace.Under(Assert.Single(trace.Under(root))));
        Assert.Equal(
            ("receive webhook", "meeting.participant_joined", "recorded", created.Text("session_id")),
            (received.Name, received.Tags["zoom.event"], received.Tags["webhook.outcome"], received.Tags["app.session_id"]));
        Assert.Equal(["get SessionIndex", "get Sessions", "transaction", "send SessionChanged"], trace.Names(received).Take(4));
        Dump("webhook", trace);

        Assert.Equal("duplicate", (await Post(joined)).One("receive webhook").Tags["webhook.outcome"]);
        var broken = (await Post("""{"event":"meeting.started"}""")).One("receive webhook");
        Assert.Equal(("dead_letter", "malformed"), (broken.Tags["webhook.outcome"], broken.Tags["webhook.reason"]));
    }

    [Fact]
    public async Task Nothing_that_is_sent_holds_a_name_an_email_or_a_secret()
    {
        var (created, _) = await Create();
        await Post(SignedEvent.Joined(created.Text("meeting_id"), "u", "Alice Anderson", DateTimeOffset.UtcNow));
        await Post(SignedEvent.Recording(created.Text("meeting_id"), "u", DateTimeOffset.UtcNow));
        await app.PostEvent("{}", "wrong");
        await caller.Get($"api/sessions/{created.Text("session_id")}/host-link");
        await caller.Put("api/students/trace-1", new { name = "Grace Hopper", email = "grace.hopper@example.edu" });
        OtlpReceiver.Flush(app);
        string[] secrets = [created.Text("passcode"), created.Text("join_url"), created.Text("start_url"), "Professor "];
        Assert.NotEmpty(collector.Logs);
        var texts = collector.Spans.SelectMany(s => (string[])[s.Name, .. s.Events, .. s.Tags.Keys, .. s.Tags.Values])
            .Concat(collector.Logs.SelectMany(l => (string[])[l.Body, .. l.Tags.Keys, .. l.Tags.Values]))
            .Concat(collector.Metrics.SelectMany(m => m.Points).SelectMany(p => p.Values)).Concat(collector.Resources);
        Assert.All(texts, text => Assert.False(LogGuard.IsOffence(text) || secrets.Any(s => text.Contains(s, StringComparison.Ordinal)), text));
    }

    [Fact]
    public async Task Log_lines_keep_their_event_id_and_category_and_belong_to_the_trace()
    {
        var trace = ActivityTraceId.CreateRandom();
        var refused = await caller.Post("api/zoom/webhook", "{}", ("x-zm-signature", "v0=00"), ("x-zm-request-timestamp", "1"), Parent(trace));
        Assert.Equal((HttpStatusCode.Unauthorized, trace.ToString()), (refused.Status, refused.Text("trace_id")));
        OtlpReceiver.Flush(app);
        var line = Assert.Single(collector.Logs, l => l.TraceId == trace.ToString());
        Assert.Equal(("Functions.Webhooks.WebhookReceiver", "400"), (line.Category, line.Tags["logrecord.event.id"]));
        Assert.DoesNotContain(collector.Logs, l => l.Category.StartsWith("System.Net.Http", StringComparison.Ordinal) || l.Category.StartsWith("Polly", StringComparison.Ordinal));
        Assert.Contains("service.name=classroom-sessions", collector.Resources);
        Assert.Contains(collector.Resources, r => r.StartsWith("service.instance.id=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_are_sent_and_no_dimension_grows_with_sessions_or_people()
    {
        var (created, _) = await Create();
        await Post(SignedEvent.Started(created.Text("meeting_id"), "u", DateTimeOffset.UtcNow));
        string[] wanted =
        [
            "zoom.call.duration", "zoom.token.renewals", "storage.operation.duration", "sessions.created", "session.creation.duration", "realtime.pushes",
            "realtime.push.duration", "webhook.received", "webhook.recorded", "http.server.request.duration", "dotnet.gc.collections",
        ];

        // A request's duration is known after its answer has gone out.
        await Eventually.TrueAsync(
            () =>
            {
                OtlpReceiver.Flush(app);
                return !wanted.Except(collector.Metrics.Select(m => m.Name), StringComparer.Ordinal).Any();
            },
            () => string.Join(' ', wanted.Except(collector.Metrics.Select(m => m.Name), StringComparer.Ordinal)));
        string[] ids = [created.Text("session_id"), created.Text("meeting_id"), created.Text("professor_id")];
        Assert.All(collector.Metrics.SelectMany(m => m.Points).SelectMany(p => p.Values), value => Assert.DoesNotContain(ids, id => value.Contains(id, StringComparison.Ordinal)));
    }

    private static (string, string) Parent(ActivityTraceId trace) => ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

    private async Task<(Answer Created, TraceTree Trace)> Create()
    {
        var trace = ActivityTraceId.CreateRandom();
        var created = await caller.Post("api/sessions", Fixtures.Api.Class((await classroom.NewProfessorAsync()).Id), Parent(trace));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return (created, await TreeOf(trace));
    }

    private async Task<TraceTree> Post(string body)
    {
        var (trace, at) = (ActivityTraceId.CreateRandom(), $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
        using var zoom = app.Client(withKey: false);
        await zoom.Post("api/zoom/webhook", body, ("x-zm-request-timestamp", at), ("x-zm-signature", SignedEvent.Sign(body, at)), Parent(trace));
        return await TreeOf(trace);
    }

    // A request's span ends after its answer has gone out, and is sent when it has ended.
    private async Task<TraceTree> TreeOf(ActivityTraceId trace)
    {
        var id = trace.ToString();
        await Eventually.TrueAsync(() =>
        {
            OtlpReceiver.Flush(app);
            return collector.Spans.Any(s => s.TraceId == id && s.Kind == ServerSpan);
        });
        return new(collector.Spans, id);
    }

    // For docs/observability.md.
    private static void Dump(string name, TraceTree trace) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, ".data")).FullName, $"trace-{name}.txt"), trace.ToString());
}
