using System.Reflection;
using Functions.SelfHost.Configuration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Catalog;

/// <summary>Finds the functions of the app, and refuses what the real worker would not find or would run differently.</summary>
internal static class FunctionCatalog
{
    public static IReadOnlyList<FunctionMethod> Load(IConfiguration configuration)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var functions = new List<FunctionMethod>();
        foreach (var function in FunctionAssemblies.Functions(configuration).Select(Describe))
        {
            if (!names.Add(function.Name))
                throw new InvalidOperationException($"Two functions are named {function.Name}.");
            if (!IsDisabled(configuration, function.Name))
                functions.Add(function);
        }

        return functions;
    }

    private static FunctionMethod Describe(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>(inherit: false)!.Name;
        FunctionRules.CheckName(name);
        FunctionRules.CheckVisibility(method, name);

        var parameters = method.GetParameters();
        var http = parameters.Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().ToArray();
        var timers = parameters.Select(p => p.GetCustomAttribute<TimerTriggerAttribute>()).OfType<TimerTriggerAttribute>().ToArray();
        FunctionRules.CheckTriggers(name, http, timers);

        return new(name, method, http.FirstOrDefault(), timers.FirstOrDefault());
    }

    private static bool IsDisabled(IConfiguration configuration, string name) =>
        configuration.IsOn($"AzureWebJobs.{name}.Disabled") || configuration.IsOn($"AzureWebJobs:{name}:Disabled");
}
