using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.SelfHost.BadSamples;

internal sealed class HiddenClass
{
    [Function(nameof(HiddenClass))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text(request.Path);
}

public sealed class HiddenMethod
{
    [Function(nameof(HiddenMethod))]
    internal IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Json(request.Path.Value);
}

public sealed class WithKey
{
    [Function(nameof(WithKey))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Empty;
}

public sealed class DefaultLevel
{
    [Function(nameof(DefaultLevel))]
    public IResult Run([HttpTrigger("get")] HttpRequest request) => Results.Empty;
}

public sealed class StrangeName
{
    [Function("1st")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Empty;
}

public sealed class ReservedName
{
    [Function("Host")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Empty;
}

public sealed class NoTrigger
{
    [Function(nameof(NoTrigger))]
    public IResult Run(HttpRequest request) => Results.Empty;
}

public sealed class StrangeParameter
{
    [Function(nameof(StrangeParameter))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, Uri uri) => Results.Empty;
}

public sealed class StrangeRoute
{
    [Function(nameof(StrangeRoute))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{b")] HttpRequest request) => Results.Empty;
}

public sealed class RootedRoute
{
    [Function(nameof(RootedRoute))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/a")] HttpRequest request) => Results.Empty;
}

public sealed class SameRouteTwice
{
    [Function("First")]
    public IResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "Rooms/{room}")] HttpRequest request) => Results.Empty;

    [Function("Second")]
    public IResult Second([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "rooms/{id}")] HttpRequest request) => Results.Empty;
}

public sealed class SameNameTwice
{
    [Function("Twice")]
    public IResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Empty;

    [Function("twice")]
    public IResult Second([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) => Results.Empty;
}

public sealed class BadSchedule
{
    [Function(nameof(BadSchedule))]
    public void Run([TimerTrigger("* * * * *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
}

public sealed class MissingSchedule
{
    [Function(nameof(MissingSchedule))]
    public void Run([TimerTrigger("%Schedule%")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
}
