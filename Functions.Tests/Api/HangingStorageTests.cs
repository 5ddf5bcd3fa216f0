using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Api;

/// <summary>Storage that takes a request and never answers: the caller is told as if it were away.</summary>
public sealed class HangingStorageTests(Classroom classroom)
{
    [Fact]
    public async Task A_caller_is_told_that_storage_is_away_and_does_not_wait_for_ever()
    {
        using var silence = new Silence();
        using var wire = new HttpClient(silence) { Timeout = Timeout.InfiniteTimeSpan };
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b =>
            b.Services.AddSingleton<Action<TableClientOptions>>(o =>
            {
                o.Transport = new HttpClientTransport(wire);
                o.Retry.MaxRetries = 1;
                o.Retry.Delay = TimeSpan.FromMilliseconds(1);
                o.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(100);
            }));
        using var client = app.Client();
        silence.Fell = true;
        var id = Guid.NewGuid();
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, $"api/sessions/{id}", null), (HttpMethod.Get, "api/students", null), (HttpMethod.Post, $"api/sessions/{id}/end", null),
            (HttpMethod.Put, "api/students/1", new { name = "A" }), (HttpMethod.Post, "api/sessions", Fixtures.Api.Class("1")),
        })
        {
            var answer = await client.Send(method, path, body);
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable, "storage-unavailable"), (path, answer.Status, answer.Problem));
        }
    }

    private sealed class Silence() : DelegatingHandler(new SocketsHttpHandler())
    {
        public volatile bool Fell;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Fell) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
