using System.Net.Http.Json;
using System.Text.Json;

namespace Functions.Tests.Host;

public sealed class InvocationTests(InvocationTests.Host host) : IClassFixture<InvocationTests.Host>
{
    private RunningHost Running => host.Running;

    [Fact]
    public async Task An_invocation_has_its_own_id_and_scope()
    {
        var first = await DescribeAsync();
        var second = await DescribeAsync();

        Assert.True(first.GetProperty("same_scope").GetBoolean());
        Assert.True(first.GetProperty("same_request").GetBoolean());
        Assert.NotEqual(first.GetProperty("scope").GetGuid(), second.GetProperty("scope").GetGuid());
        Assert.NotEqual(first.GetProperty("invocation").GetGuid(), second.GetProperty("invocation").GetGuid());
    }

    [Fact]
    public async Task An_invocation_knows_its_function()
    {
        var description = await DescribeAsync();

        Assert.Equal("Describe", description.GetProperty("function").GetString());
        Assert.Equal("SampleApp.Invocations.Describe", description.GetProperty("entry_point").GetString());
    }

    [Fact]
    public async Task Nothing_is_ambient_and_nobody_is_authenticated()
    {
        var description = await DescribeAsync();

        Assert.False(description.GetProperty("accessor").GetBoolean());
        Assert.False(description.GetProperty("authenticated").GetBoolean());
        Assert.False(description.GetProperty("activity").GetBoolean());
    }

    [Fact]
    public async Task The_token_fires_when_the_client_goes_away()
    {
        using var leaving = new CancellationTokenSource();
        var answer = Running.Client.GetAsync("/api/invocations/wait", leaving.Token);
        Assert.Equal("waiting", await Running.Journal.NextAsync());

        await leaving.CancelAsync();

        Assert.Equal("left", await Running.Journal.NextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    private Task<JsonElement> DescribeAsync() => Running.Client.GetFromJsonAsync<JsonElement>("/api/invocations/describe");

    public sealed class Host : SampleHost;
}
