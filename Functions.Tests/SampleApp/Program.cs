using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SampleApp;

// How it is to fail at its start: with what exit code.
if (int.TryParse(Environment.GetEnvironmentVariable("SAMPLE_EXIT"), System.Globalization.CultureInfo.InvariantCulture, out var code))
{
    Lives.Note();
    await Console.Error.WriteLineAsync("SAMPLE_EXIT is set.");
    return code;
}

Lives.Note();
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton<Journal>().AddSingleton<Gate>().AddSingleton(TimeProvider.System).AddScoped<PerInvocation>().AddHttpContextAccessor();
await builder.Build().RunAsync();
return 0;
