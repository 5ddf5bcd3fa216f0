using System.Text.Json;
using System.Threading.Channels;
using Functions.Tests.Fixtures;
using SampleApp;
using Functions.Tests.Host;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.LiveChannel;

public sealed class HubTests(HubHost host) : IClassFixture<HubHost>
{
    private static readonly News Some = new("Ada", nothing: null, NewsKind.Bad, "as declared");

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_message_reaches_its_user_with_names_as_declared(HttpTransportType transport)
    {
        var user = $"professor:{transport}";
        var (connection, messages) = await ConnectAsync(await host.News.JoinAsync(user), transport);
        await using var _ = connection;

        await host.News.PublishAsync(user, Some, TestContext.Current.CancellationToken);

        Assert.Equal("""{"first_name":"Ada","nothing":null,"kind":1,"CamelCase":"as declared"}""", await NextAsync(messages));
    }

    [Fact]
    public async Task A_message_does_not_reach_another_user()
    {
        var (other, toOther) = await ConnectAsync(await host.News.JoinAsync("professor:other"));
        var (mine, toMine) = await ConnectAsync(await host.News.JoinAsync("professor:mine"));
        await using var _ = other;
        await using var __ = mine;

        await host.News.PublishAsync("professor:mine", Some, TestContext.Current.CancellationToken);
        await NextAsync(toMine);
        await host.News.PublishAsync("professor:other", Some with { first_name = "Grace" }, TestContext.Current.CancellationToken);

        Assert.Contains("Grace", await NextAsync(toOther), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_user_of_two_hubs_is_two()
    {
        const string User = "professor:of-two";
        var (connection, messages) = await ConnectAsync(await host.Plain.JoinAsync(User));
        await using var _ = connection;

        await host.News.PublishAsync(User, Some, TestContext.Current.CancellationToken);
        await host.Plain.PublishAsync(User, "plain");

        Assert.Equal("\"plain\"", await NextAsync(messages));
    }

    [Fact]
    public async Task A_client_that_calls_the_hub_is_told_that_it_can_not()
    {
        var (connection, messages) = await ConnectAsync(await host.News.JoinAsync("professor:caller"));
        await using var _ = connection;

        await Assert.ThrowsAsync<HubException>(() => connection.InvokeAsync("JoinAsync", "professor:2"));

        await host.News.PublishAsync("professor:caller", Some, TestContext.Current.CancellationToken);
        Assert.NotEmpty(await NextAsync(messages));
    }

    [Fact]
    public async Task A_connection_closes_when_its_token_expires()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (url, token) = HubHost.Read(await host.News.JoinAsync("professor:short", TimeSpan.FromSeconds(5)));
        await using var connection = HubHost.Connection(url, token);
        connection.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };

        await connection.StartAsync();

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_hub_made_before_it_was_opened_never_works()
    {
        NewsHub? early = null;
        await using var other = await RunningHost.StartAsync(
            builder =>
            {
                builder.Services.AddHostedService(services => new OnStart(() => early = services.GetRequiredService<NewsHub>()));
                builder.Services.AddServerlessHub<NewsHub>();
                builder.Services.AddTransient<NewsHub>();
            });

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => early!.JoinAsync("professor:1"));

        Assert.Contains("before its hub was opened", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(await other.Services.GetRequiredService<NewsHub>().JoinAsync("professor:1"));
    }

    private static async Task<(HubConnection Connection, Channel<string> Messages)> ConnectAsync(
        BinaryData negotiated, HttpTransportType transport = HttpTransportType.WebSockets)
    {
        var (url, token) = HubHost.Read(negotiated);
        var connection = HubHost.Connection(url, token, transport);
        var messages = Channel.CreateUnbounded<string>();
        connection.On<JsonElement>("Published", message => messages.Writer.TryWrite(message.GetRawText()));
        await connection.ListenAsync();
        return (connection, messages);
    }

    private static Task<string> NextAsync(Channel<string> messages) => messages.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
