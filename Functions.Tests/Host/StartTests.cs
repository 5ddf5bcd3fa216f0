using Functions.Host.Http;
using Functions.Host.Protocol;
using Functions.Host.Timers;
using Microsoft.Extensions.Configuration;

namespace Functions.Tests.Host;

/// <summary>Functions that this host could not run as Azure's does: it does not start with them.</summary>
public sealed class StartTests
{
    private const string Timer = """{"name":"timer","type":"timerTrigger","direction":"In","schedule":"SCHEDULE"}""";

    [Theory]
    [InlineData("Function", "asks for AuthorizationLevel.Function")]
    [InlineData("Admin", "asks for AuthorizationLevel.Admin")]
    [InlineData("", "asks for AuthorizationLevel.")]
    public void A_function_with_keys(string level, string reason) => AssertRefused(() => Loaded("A", Http("a", level)), $"Function A {reason}");

    [Theory]
    [InlineData("queueTrigger")]
    [InlineData("blobTrigger")]
    public void A_trigger_of_another_kind(string type) =>
        AssertRefused(() => Loaded("A", $$"""{"name":"item","type":"{{type}}","direction":"In"}"""), $"Function A has a {type}");

    [Fact]
    public void No_trigger_or_two()
    {
        AssertRefused(() => Loaded("A", """{"name":"$return","type":"http","direction":"Out"}"""), "exactly one trigger");
        AssertRefused(() => Loaded("A", Http("a"), Timer), "exactly one trigger");
    }

    [Theory]
    [InlineData("a/{b", "A: the route \"a/{b\" is not valid")]
    [InlineData("/a", "A: the route \"/a\" is not valid")]
    [InlineData("~/a", "A: the route \"~/a\" is not valid")]
    public void A_route_that_is_none(string route, string reason) => AssertRefused(() => FunctionRoute.Of(Loaded("A", Http(route)), "api"), reason);

    [Theory]
    [InlineData("things/{id}", "THINGS/{name}", true)]
    [InlineData("things/{id}", "things/latest", false)]
    [InlineData("things/{id:int}", "things/{id}", false)]
    [InlineData("things/{id}", "things/{*rest}", false)]
    public void Two_that_answer_the_same(string first, string second, bool isRefused)
    {
        FunctionRoute[] routes = [FunctionRoute.Of(Loaded("A", Http(first)), "api"), FunctionRoute.Of(Loaded("B", Http(second)), "api")];

        if (isRefused) AssertRefused(() => FunctionRoute.RefuseDuplicates(routes), "Functions A and B answer the same method");
        else FunctionRoute.RefuseDuplicates(routes);
    }

    [Theory]
    [InlineData("* * * * *", "A: \"* * * * *\" is not a schedule")]
    [InlineData("", "is not a schedule")]
    [InlineData("%Ticks%", "A: its schedule is in the setting Ticks, which is missing")]
    public void A_schedule_that_is_none(string schedule, string reason) => AssertRefused(
        () => TimerSchedule.Of(Loaded("A", Timer.Replace("SCHEDULE", schedule, StringComparison.Ordinal)), new ConfigurationBuilder().Build()), reason);

    private static string Http(string route, string level = "Anonymous") =>
        $$"""{"name":"request","type":"httpTrigger","direction":"In","authLevel":"{{level}}","methods":["get"],"route":"{{route}}"}""";

    private static LoadedFunction Loaded(string name, params string[] bindings)
    {
        var function = new RpcFunctionMetadata { Name = name, FunctionId = name };
        function.RawBindings.AddRange(bindings);
        return LoadedFunction.Of(function);
    }

    private static void AssertRefused(Action start, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(start).Message, StringComparison.Ordinal);

    private static void AssertRefused(Func<object> start, string reason) => AssertRefused(() => { start(); }, reason);
}
