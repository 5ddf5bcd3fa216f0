using Functions.SelfHost.Configuration;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Catalog;

/// <summary>The functions of the app that are not disabled, each name once.</summary>
internal static class FunctionCatalog
{
    public static IReadOnlyList<FunctionMethod> Load(IConfiguration configuration, FunctionSearch search)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var functions = new List<FunctionMethod>();
        foreach (var function in search.Functions(configuration))
        {
            if (!names.Add(function.Name))
                throw new InvalidOperationException($"Two functions are named {function.Name}.");
            if (!IsDisabled(configuration, function.Name))
                functions.Add(function);
        }

        return functions;
    }

    private static bool IsDisabled(IConfiguration configuration, string name) =>
        configuration.IsOn($"AzureWebJobs.{name}.Disabled") || configuration.IsOn($"AzureWebJobs:{name}:Disabled");
}
