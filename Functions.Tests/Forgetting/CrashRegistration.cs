using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Forgetting;

internal static class CrashRegistration
{
    public static IServiceCollection AddCrash(this IServiceCollection services, Crash crash) => services.AddSingleton<Action<TableClientOptions>>(crash.Configure);
}
