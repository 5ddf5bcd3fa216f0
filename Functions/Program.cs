using Functions;
using Functions.Http;
using Functions.Sessions.Reconciling;
using Functions.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

ColdStart.Begin();
return await AppStart.RunAsync(() =>
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseMiddleware<ProblemDetailsMiddleware>();
    builder.UseMiddleware<CallerMiddleware>();
    builder.UseMiddleware<SilentTimer>();
    builder.AddBackend();
    return builder.Build();
});
