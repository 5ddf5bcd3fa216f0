using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed class Stopping(Journal journal, Gate gate)
{
    [Function(nameof(FinishWhenStopping))]
    public async Task<IResult> FinishWhenStopping(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invocations/stopping")] HttpRequest request, CancellationToken cancellationToken)
    {
        journal.Write("waiting");
        await gate.PassAsync();
        journal.Write("finished");
        return Results.Text($"cancelled: {cancellationToken.IsCancellationRequested}");
    }
}
