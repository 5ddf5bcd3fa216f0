using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Secrets;
using Functions.Tests.Fixtures;
using Functions.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;

namespace Functions.Tests.Api;

/// <summary>What a caller is told when storage, a secret or the live channel is away.</summary>
public sealed class OutageTests(Classroom classroom)
{
    private static readonly string Id = Guid.NewGuid().ToString();

    public static TheoryData<string, string, string?> Calls => new()
    {
        { "POST", "api/sessions", """{"professor_id":1,"student_ids":[1],"topic":"T","duration":5}""" },
        { "GET", "api/sessions", null },
        { "GET", $"api/sessions/{Id}", null },
        { "POST", $"api/sessions/{Id}/end", null },
        { "GET", $"api/sessions/{Id}/host-link", null },
        { "GET", $"api/sessions/{Id}/attendance", null },
        { "GET", $"api/sessions/{Id}/attendance.csv", null },
        { "GET", $"api/sessions/{Id}/recordings", null },
        { "GET", $"api/sessions/{Id}/participants", null },
        { "GET", "api/students", null },
        { "GET", "api/students/1", null },
        { "POST", "api/students", """{"name":"A"}""" },
        { "PUT", "api/students/1", """{"name":"A"}""" },
        { "DELETE", "api/students/1", null },
        { "DELETE", "api/professors/1", null },
        { "GET", "api/professors", null },
        { "GET", "api/professors/1", null },
        { "POST", "api/professors", """{"name":"A","email":"a@example.edu"}""" },
        { "PUT", "api/professors/1", """{"name":"A"}""" },
        { "GET", "api/professors/1/identity", null },
        { "PUT", "api/professors/1/identity", """{"subject":"a"}""" },
        { "DELETE", "api/professors/1/identity", null },
        { "POST", "api/roster", """{"students":[{"id":1,"name":"A"}]}""" },
        { "POST", "api/negotiate?professor_id=1", null },
        { "GET", "api/zoom/credentials?professor_id=1", null },
        { "PUT", $"api/sessions/{Id}/people/x/student", """{"student_id":1}""" },
        { "DELETE", $"api/sessions/{Id}/people/x/student", null },
        { "PUT", $"api/sessions/{Id}/rooms/001/zoom-room", """{"zoom_room_id":"Z"}""" },
        { "DELETE", $"api/sessions/{Id}/students/x", null },
        { "PATCH", $"api/sessions/{Id}", """{"topic":"T"}""" },
        { "GET", $"api/sessions/{Id}/validate", null },
        { "POST", $"api/sessions/{Id}/repair", null },
        { "GET", $"api/sessions/{Id}/events", null },
        { "POST", $"api/sessions/{Id}/clone", null },
        { "GET", "api/dead-letters", null },
        { "POST", "api/dead-letters/2026-03-01x/replay", null },
    };

    [Fact]
    public void Every_closed_function_is_tried() => Assert.Equal(AccessTests.Closed.Count, Calls.Count);

    [Fact]
    public async Task Without_storage_every_function_says_so_and_when_to_try_again()
    {
        var away = false;
        await using var issuer = await Issuer.StartAsync();
        await using var app = await FunctionApp.StartAsync(
            classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl,
            b => b.Services.AddSingleton<Action<TableClientOptions>>(o =>
            {
                o.Retry.MaxRetries = 0;
                o.AddPolicy(new Refusing(() => away), HttpPipelinePosition.PerRetry);
            }),
            $"--Auth:Authority={issuer.Url}", $"--Auth:Audience={Issuer.Audience}");
        away = true;
        using var client = app.Client();
        foreach (var (method, path, body) in Calls.Select(c => c.Data))
        {
            var answer = await client.Send(new HttpMethod(method), path, body);
            Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable, $"{method} {path}: {answer.Status}");
            Assert.Equal(("storage-unavailable", "5", 5), (answer.Problem, answer.Header("Retry-After"), answer["retry_after"].GetInt32()));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.DoesNotContain("127.0.0.1", answer.Body.GetRawText(), StringComparison.Ordinal);
        }

        using var stranger = app.Client(withKey: false);
        Assert.Equal("storage-unavailable", (await stranger.Get("api/professors", ("Authorization", $"Bearer {issuer.Token("somebody")}"))).Problem);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), await client.Get("api/health") is var health ? (health.Status, health.Text("status")) : default);
    }

    [Fact]
    public async Task Without_the_operators_key_to_compare_with_nobody_gets_in()
    {
        var secrets = new Mock<ISecretSource>();
        secrets.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Throws(new SecretUnavailableException("away"));
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton(secrets.Object)));
        using var client = app.Client();
        var answer = await client.Get("api/students");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "secret-unavailable"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Without_a_webhook_secret_the_app_is_not_healthy_for_it_turns_every_event_away()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, "--Zoom:WebhookSecret=", "--Zoom:PreviousWebhookSecret=");
        using var client = app.Client(withKey: false);
        var health = await client.Get("api/health");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (health.Status, health.Text("status")));
        Assert.Equal(["secrets"], health["checks"].EnumerateArray().Where(c => c.GetProperty("status").GetString() == "unhealthy").Select(c => c.GetProperty("name").GetString()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostSigned("{}")).Status);
    }

    [Fact]
    public async Task An_app_that_nobody_could_call_does_not_start()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() =>
            FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, "--OperatorKey="));
        Assert.Contains("OperatorKey", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Sessions:MaxRooms=100", "Sessions__MaxRooms")]
    [InlineData("--Sessions:MaxStudents=0", "Sessions__MaxStudents")]
    [InlineData("--AzureWebJobsStorage=", "AzureWebJobsStorage")]
    [InlineData("--Zoom:AccountId=", "Zoom__AccountId")]
    public async Task A_wrong_setting_is_named_at_start(string setting, string named)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, setting));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    private sealed class Refusing(Func<bool> away) : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (away()) throw new Azure.RequestFailedException(500, "127.0.0.1 is away");
            await ProcessNextAsync(message, pipeline);
        }
    }
}
