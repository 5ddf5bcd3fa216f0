using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Functions.Tests.SelfHost.Samples;

public sealed class Stopping(Journal journal)
{
    [Function(nameof(FinishWhenStopping))]
    public async Task<IResult> FinishWhenStopping(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invocations/stopping")] HttpRequest request, CancellationToken cancellationToken)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        request.HttpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        journal.Write("waiting");
        await stopping.Task;
        journal.Write("finished");
        return Results.Text($"cancelled: {cancellationToken.IsCancellationRequested}");
    }
}
