using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace SampleApp;

public sealed class PerInvocation
{
    public Guid Id { get; } = Guid.NewGuid();
}

public sealed class Invocations(PerInvocation scoped, Journal journal, IHttpContextAccessor accessor)
{
    [Function("Describe")]
    public IResult Describe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invocations/describe")] HttpRequest request, FunctionContext context) =>
        Results.Json(new Dictionary<string, object?>
        {
            ["scope"] = scoped.Id,
            ["same_scope"] = context.InstanceServices.GetRequiredService<PerInvocation>() == scoped,
            ["invocation"] = Guid.Parse(context.InvocationId),
            ["function"] = context.FunctionDefinition.Name,
            ["entry_point"] = context.FunctionDefinition.EntryPoint,
            ["same_request"] = context.GetHttpContext()?.Request == request,
            ["accessor"] = accessor.HttpContext is not null,
            ["authenticated"] = request.HttpContext.User.Identity?.IsAuthenticated,
            ["activity"] = System.Diagnostics.Activity.Current is not null,
        });

    [Function(nameof(WaitForLeave))]
    public async Task<IResult> WaitForLeave(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invocations/wait")] HttpRequest request, CancellationToken cancellationToken)
    {
        journal.Write("waiting");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            journal.Write("left");
        }

        return Results.NoContent();
    }
}
