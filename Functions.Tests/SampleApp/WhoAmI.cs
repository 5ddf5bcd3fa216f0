using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

public sealed class WhoAmI
{
    [Function(nameof(WhoAmI))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "user")] HttpRequest request) =>
        Results.Text($"{request.HttpContext.User.Identity?.IsAuthenticated}");
}
