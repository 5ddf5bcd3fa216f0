using System.Reflection;
using Functions.SelfHost.Configuration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Catalog;

/// <summary>Finds the functions of the app, and refuses what the real worker would not find or would run differently.</summary>
internal static class FunctionCatalog
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<FunctionMethod> Load(IConfiguration configuration)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var functions = new List<FunctionMethod>();
        foreach (var function in FunctionAssemblies.Types(configuration).Where(IsWritten).SelectMany(Find))
        {
            if (!names.Add(function.Name))
                throw new InvalidOperationException($"Two functions are named {function.Name}.");
            if (!IsDisabled(configuration, function.Name))
                functions.Add(function);
        }

        return functions;
    }

    // Half the types of an async app are the compiler's; they hold no functions.
    private static bool IsWritten(Type type) => type.IsClass && !type.Name.StartsWith('<');

    private static IEnumerable<FunctionMethod> Find(Type type) =>
        from method in type.GetMethods(AnyMethod)
        where method.IsDefined(typeof(FunctionAttribute), inherit: false)
        select Describe(method, method.GetCustomAttribute<FunctionAttribute>(inherit: false)!.Name);

    private static FunctionMethod Describe(MethodInfo method, string name)
    {
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
