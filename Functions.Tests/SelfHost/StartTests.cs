using Functions.Tests.SelfHost.HubSamples;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.SelfHost;

public sealed class StartTests
{
    [Theory]
    [InlineData("HiddenClass", "must be public")]
    [InlineData("HiddenMethod", "must be public")]
    [InlineData("WithKey", "WithKey asks for AuthorizationLevel.Function")]
    [InlineData("DefaultLevel", "DefaultLevel asks for AuthorizationLevel.Function")]
    [InlineData("StrangeName", "\"1st\" can't be a function's name")]
    [InlineData("ReservedName", "\"Host\" can't be a function's name")]
    [InlineData("NoTrigger", "exactly one trigger")]
    [InlineData("StrangeParameter", "parameter uri is a System.Uri")]
    [InlineData("StrangeRoute", "StrangeRoute: the route \"a/{b\" is not valid")]
    [InlineData("RootedRoute", "RootedRoute: the route \"/a\" is not valid")]
    [InlineData("SameRouteTwice", "First and Second answer the same method on the same route")]
    [InlineData("SameNameTwice", "Two functions are named twice")]
    [InlineData("BadSchedule", "BadSchedule: \"* * * * *\" is not a schedule")]
    [InlineData("MissingSchedule", "MissingSchedule: its schedule is in the setting Schedule")]
    public async Task A_function_that_could_not_run_as_in_the_worker_stops_the_start(string type, string reason)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync($"Functions.Tests:Functions.Tests.SelfHost.BadSamples.{type}"));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_web_application_no_http_function_is_hosted()
    {
        var builder = RunningHost.Builder("Functions.Tests:Functions.Tests.SelfHost.Samples.Routes");

        var refusal = Assert.Throws<InvalidOperationException>(builder.Build);

        Assert.Contains("ConfigureFunctionsWebApplication", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_without_its_connection_setting_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync("Functions.Tests:None", builder => builder.Services.AddServerlessHub<NewsHub>()));

        Assert.Contains("NewsHub needs the setting AzureSignalRConnectionString", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--SelfHost:SignalR:SigningKey=c2hvcnQ=", "base64 of at least 32")]
    [InlineData("--SelfHost:PublicUrl=example.edu", "SelfHost__PublicUrl must be the origin")]
    public async Task A_setting_of_the_hub_that_can_not_be_used_stops_the_start(string argument, string reason)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(
                "Functions.Tests:None", builder => builder.Services.AddServerlessHub<NewsHub>(), argument, "--AzureSignalRConnectionString=any"));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static Task StartAsync(string functions, params string[] args) => StartAsync(functions, _ => { }, args);

    private static async Task StartAsync(string functions, Action<FunctionsApplicationBuilder> configure, params string[] args)
    {
        await using var host = await RunningHost.StartAsync(configure, functions, args);
    }
}
