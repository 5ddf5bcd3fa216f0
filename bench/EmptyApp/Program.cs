using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
await builder.Build().RunAsync();

namespace EmptyApp
{
    /// <summary>Does nothing.</summary>
    public sealed class Empty
    {
        [Function(nameof(Empty))]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "empty")] HttpRequest request) => Results.Ok();
    }
}
