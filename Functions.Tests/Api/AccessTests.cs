using System.Net;
using System.Reflection;
using Functions.Http;
using Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Api;

/// <summary>Who may call: denied by default, for every function there is.</summary>
public sealed class AccessTests(Classroom classroom)
{
    internal static readonly IReadOnlyList<(string Name, string Method, string Route)> Functions =
    [
        .. from method in typeof(Backend).Assembly.GetTypes().SelectMany(t => t.GetMethods())
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
           where trigger is not null
           from verb in trigger.Methods!
           select (function.Name, verb, trigger.Route!),
    ];

    public static TheoryData<string, string, string> Closed =>
        [.. Functions.Where(f => !CallerMiddleware.Open.Contains(f.Name)).Select(f => new TheoryDataRow<string, string, string>(f.Name, f.Method, f.Route))];

    internal static string Path(string route) => "api/" + route.Replace("{session_id}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal);

    [Theory, MemberData(nameof(Closed))]
    public async Task A_function_answers_nobody_without_exactly_one_valid_credential(string name, string method, string route)
    {
        var path = Path(route);
        foreach (var headers in new (string, string)[][]
        {
            [], [("x-api-key", "")], [("x-api-key", "wrong")], [("x-api-key", FunctionApp.Key + " x")], [("Authorization", "Bearer x")], [("Authorization", "Basic eDp5")],
            [("x-api-key", FunctionApp.Key), ("Authorization", "Bearer x")], [("x-api-key", FunctionApp.Key), ("x-api-key", FunctionApp.Key)],
        })
        {
            var answer = await classroom.Stranger.Send(new HttpMethod(method), path, null, headers);
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{name} answered {answer.Status} to {headers.Length} headers.");
            Assert.Equal(("unauthorized", "Bearer"), (answer.Problem, answer.Header("WWW-Authenticate")));
            Assert.False(string.IsNullOrEmpty(answer.Text("trace_id")));
        }
    }

    [Fact]
    public async Task A_key_in_the_url_is_not_read() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await classroom.Stranger.Get($"api/students?code={FunctionApp.Key}&x-api-key={FunctionApp.Key}")).Status);

    [Fact]
    public void The_open_functions_are_known_and_all_triggers_are_anonymous()
    {
        Assert.Equal(["Docs", "DocsScript", "Health", "OpenApi", "ZoomWebhook"], CallerMiddleware.Open.Order(StringComparer.Ordinal));
        Assert.Contains(Functions, f => f.Name == "ZoomWebhook");
        Assert.True(Functions.Count >= 14);
    }

    [Theory, InlineData("GET", "api/zoom/webhook"), InlineData("DELETE", "api/sessions"), InlineData("GET", "api/nothing"), InlineData("GET", "nothing")]
    public async Task What_does_not_exist_is_404_with_nothing_in_it(string method, string path)
    {
        var answer = await classroom.Operator.Send(new HttpMethod(method), path);
        Assert.Equal((HttpStatusCode.NotFound, 0L), (answer.Status, answer.Response.Content.Headers.ContentLength ?? 0));
    }

    [Fact]
    public async Task Health_is_open_and_says_little()
    {
        var answer = await classroom.Stranger.Get("api/health");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual("unhealthy", answer.Text("status"));
        Assert.Equal(["tables", "secrets", "zoom", "realtime", "reconciler"], answer["checks"].EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Null(answer.Header("Cache-Control"));
    }
}
